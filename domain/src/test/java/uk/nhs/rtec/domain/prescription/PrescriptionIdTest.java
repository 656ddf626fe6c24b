package uk.nhs.rtec.domain.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrescriptionIdTest {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+";

    @Property
    void everyIdWithItsCheckCharacterIsAccepted(@ForAll("ids") String id) {
        assertThat(new PrescriptionId(id).inTheClear()).isEqualTo(id);
        assertThat(PrescriptionId.parse(id)).contains(new PrescriptionId(id));
    }

    @Property
    void lowerCaseIsAcceptedAndMeansTheSame(@ForAll("ids") String id) {
        assertThat(PrescriptionId.parse(id.toLowerCase(Locale.ROOT))).contains(new PrescriptionId(id));
    }

    /** All 36 wrong characters at all 18 places, not a sample of them. */
    @Property(tries = 100)
    void oneWrongCharacterIsAlwaysNoticed(@ForAll("ids") String id) {
        for (int place = 0; place < id.length(); place++) {
            for (int value = 0; value < ALPHABET.length(); value++) {
                char character = ALPHABET.charAt(value);
                if (id.charAt(place) != '-' && id.charAt(place) != character) {
                    assertThat(PrescriptionId.parse(id.substring(0, place) + character + id.substring(place + 1)))
                            .isEmpty();
                }
            }
        }
    }

    /**
     * Why no substitution can slip through, whatever the ID: the weight of each place is a power of two and 37 is a prime, so the weighted
     * difference of two characters is a multiple of 37 only when they are one character.
     */
    @Test
    void noDifferenceOfTwoCharactersVanishesAtAnyPlace() {
        for (int place = 0, weight = 1; place < 18; place++, weight = weight * 2 % 37) {
            for (int difference = 1; difference < 37; difference++) {
                assertThat(weight * difference % 37).isNotZero();
            }
        }
    }

    @Property
    void twoCharactersThatChangedPlacesAreAlwaysNoticed(
            @ForAll("ids") String id, @ForAll @IntRange(max = 19) int one, @ForAll @IntRange(max = 19) int other) {
        Assume.that(id.charAt(one) != id.charAt(other));
        StringBuilder swapped = new StringBuilder(id);
        swapped.setCharAt(one, id.charAt(other));
        swapped.setCharAt(other, id.charAt(one));

        assertThat(PrescriptionId.parse(swapped.toString())).isEmpty();
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(PrescriptionId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "471BC8-P83027-34B75X", "04F4C2-A99968-7F717P", "18B064-A99968-4BCAA3", "88AF6C-C81007-00001C",
                "EB8B1F-A83008-42DC8L", "DA923E-Z8827F-11EBAK", "6F5652-Z8866F-11EBAE", "2D35F7-ZA0448-11E88Z",
                "63DE8C-C81007-00001O", "D7AC09-A99968-4BA59C", "998244-A83008-238DCD", "A3B4D9-Z42475-11E6B+",
                "3AF2CB-C86002-0000BX", "7D9625-Z72BF2-11E3AC", "7A1C3E-A99968-0D4F2L", "1F00AB-A99968-3C9E7I",
                "C0FFEE-A99968-11111J", "A1B2C3-A99968-00F0DK", "471bc8-p83027-34b75x", "c0ffee-A99968-11111j"
            })
    void publishedIdsAreAccepted(String id) {
        assertThat(PrescriptionId.parse(id)).contains(new PrescriptionId(id.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2BE1EA-L36920-0353AW, a published sample whose check character is wrong",
        "03F4C2-A99968-7F717P, a published sample whose check character is wrong",
        "9C18AE6F-510D-F7A3-E050-D20AE3A231C8K, an ID of EPS Release 1",
        "9C18AE6F-510D-F7A3-E050-D20AE3A231C8, an ID of EPS Release 1 without its check character",
        "471BC8-P83027-34B75, no check character",
        "471BC8P8302734B75X, no hyphens",
        "471BC8-P83027-34B75XX, a character too many",
        "471BC8-P83027-34B75*, the star of ISO 7064 in place of the plus",
        "471BC8_P83027_34B75X, not hyphens",
        "471BC8P-83027-34B75X, a hyphen out of place",
        "' 471BC8-P83027-34B75X', a space before",
        "'471BC8-P83027-34B75X ', a space after",
        "471BG8-P83027-34B75X, no hexadecimal digit",
        "'', nothing"
    })
    void whatIsNoId(String text, String remark) {
        assertThat(PrescriptionId.parse(text)).as(remark).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrescriptionId(text))
                .withMessage("not an EPS Release 2 prescription ID");
    }

    @Test
    void aLetterOfAnotherAlphabetIsNotItsEnglishCapital() {
        String withS = "471BC8-PS3027-34B75";
        String id = withS + checkCharacter(withS);
        assertThat(PrescriptionId.parse(id)).isPresent();
        assertThat(PrescriptionId.parse(id.replace('S', '\u017F'))).as("long s").isEmpty();

        String withI = "471BC8-PI3027-34B75";
        assertThat(PrescriptionId.parse((withI + checkCharacter(withI)).replace('I', '\u0131')))
                .as("dotless i")
                .isEmpty();
    }

    @Test
    void theValueItselfIsInUpperCase() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PrescriptionId("471bc8-p83027-34b75x"));
    }

    @Provide
    static Arbitrary<String> ids() {
        return Combinators.combine(hexadecimal(6), organisation(), hexadecimal(5))
                .as((random, organisation, sequence) -> random + "-" + organisation + "-" + sequence)
                .map(id -> id + checkCharacter(id));
    }

    private static Arbitrary<String> hexadecimal(int length) {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('A', 'F')
                .ofLength(length);
    }

    private static Arbitrary<String> organisation() {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('A', 'Z')
                .ofLength(6);
    }

    /** By powers of two, as the tracker's specification puts it, to be no copy of the code under test. */
    private static char checkCharacter(String id) {
        String characters = id.replace("-", "");
        int sum = 0;
        for (int place = 0; place < characters.length(); place++) {
            sum += ALPHABET.indexOf(characters.charAt(place)) << (characters.length() - place);
            sum %= 37;
        }
        return ALPHABET.charAt((38 - sum) % 37);
    }
}
