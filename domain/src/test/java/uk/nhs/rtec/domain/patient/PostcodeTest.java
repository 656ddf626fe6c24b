package uk.nhs.rtec.domain.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostcodeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "NE32JH, the published contract's own",
        "NE3 2JH, with its space",
        "ne3 2jh, lower case",
        "M1 1AA, the shortest with a space",
        "M11AA, the shortest",
        "SW1A 1AA, the longest",
        "GIR 0AA, the odd one",
        "ZZ99 3VZ, no fixed abode in the demographics",
        "12345, whether it is right is for the demographics to say"
    })
    void whatHasTheShapeOfAPostcode(String text, String remark) {
        assertThat(Postcode.parse(text)).as(remark).contains(new Postcode(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "M1 1",
                "NE3",
                "SW1A 1AAA",
                "SW1A  1AA",
                "NE3 2 JH",
                " NE32JH",
                "NE32JH ",
                "NE3-2JH",
                "NE3\t2JH",
                "NE3\u00A02JH",
                "NE32JÉ",
                "NE32J\u0000",
                "NE32JH\n",
                "\uFF2E\uFF2532JH",
                "NE3\u0662JH",
                "NE3\uD83D\uDE00"
            })
    void whatHasNot(String text) {
        assertThat(Postcode.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Postcode(text))
                .withMessage("not a postcode");
    }

    @Property
    void neitherCaseNorTheSpaceMatters(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 5, max = 7) String letters,
            @ForAll @IntRange(min = 1, max = 4) int place) {
        Postcode spaced = new Postcode(letters.substring(0, place) + " " + letters.substring(place));

        assertThat(spaced.normalised())
                .isEqualTo(new Postcode(letters.toLowerCase(Locale.ROOT)).normalised())
                .isEqualTo(letters.toUpperCase(Locale.ROOT));
    }

    @Test
    void otherPostcodesStayOtherPostcodes() {
        assertThat(new Postcode("NE3 2JH").normalised()).isNotEqualTo(new Postcode("NE3 2JG").normalised());
    }
}
