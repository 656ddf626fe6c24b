package uk.nhs.rtec.domain.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NamesTest {

    private static final String E_WITH_ACUTE = "e\u0301";
    private static final String DESERET_LONG_I = "\uD801\uDC28";

    @Property
    void aNormalisedNameNormalisesToItself(@ForAll("names") Surname name) {
        Surname again = new Surname(clipped(name.normalised()));

        assertThat(again.normalised()).isEqualTo(again.inTheClear());
    }

    @Property
    void caseDoesNotMatter(@ForAll("englishNames") String name) {
        assertThat(new Surname(name.toLowerCase(Locale.ROOT)).normalised())
                .isEqualTo(new Surname(name.toUpperCase(Locale.ROOT)).normalised())
                .isEqualTo(new Surname(name).normalised());
    }

    @Property
    void everyNameHasSomethingToCompareAndAFirstLetter(@ForAll("names") Surname name) {
        assertThat(name.normalised()).isNotEmpty();
        assertThat(name.normalised()).startsWith(new Forename(name.inTheClear()).initial());
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(Surname.parse(text).isPresent())
                .isEqualTo(Forename.parse(text).isPresent());
    }

    @Test
    void everyCodePointIsEitherRefusedOrNormalisesOnceAndForAll() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            Forename.parse(Character.toString(codePoint)).ifPresent(name -> {
                assertThat(name.initial()).isNotEmpty();
                assertThat(new Forename(name.normalised()).normalised())
                        .as("normalised twice")
                        .isEqualTo(name.normalised());
            });
        }
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    O'Brien       | OBRIEN       | a typewriter's apostrophe
                    O’Brien       | O'Brien      | a printer's apostrophe
                    OʼBrien       | O'Brien      | the apostrophe that Unicode counts as a letter
                    O BRIEN       | o'brien      | a space for the apostrophe
                    Smith-Jones   | SMITH JONES  | a space for the hyphen
                    Smith-Jones   | smithjones   | no hyphen
                    St. John      | ST JOHN      | a full stop
                    García        | GARCIA       | an accent
                    Müller        | Muller       | an umlaut
                    Ångström      | ANGSTROM     | a ring
                    Straße        | STRASSE      | a letter whose capital is two
                    STRAẞE        | Strasse      | and its capital
                    Łukasz        | LUKASZ       | a letter that does not come apart
                    Sørensen      | SORENSEN     | a letter that does not come apart
                    Đặng          | DANG         | one of each
                    Æsir          | AESIR        | two letters in one
                    Œuvrard       | OEUVRARD     | two letters in one
                    Þórdís        | THORDIS      | a letter that English writes as two
                    ﬁsher         | FISHER       | a typesetter's ligature
                    van der  Berg | VANDERBERG   | two spaces
                    """)
    void spellingsOfOneName(String one, String other, String remark) {
        assertThat(new Surname(one).normalised()).as(remark).isEqualTo(new Surname(other).normalised());
    }

    @Test
    void anAccentMayComeAsALetterOfItsOwnOrAsAMarkOnTheLetter() {
        assertThat(new Surname("Ren" + E_WITH_ACUTE).normalised()).isEqualTo(new Surname("René").normalised());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Parker, Barker, another letter",
        "Smith, Smithe, one letter more",
        "Smith-Jones, Jones-Smith, turned round"
    })
    void otherNamesStayOtherNames(String one, String other, String remark) {
        assertThat(new Surname(one).normalised()).as(remark).isNotEqualTo(new Surname(other).normalised());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void whatIsNoName(String text, String remark) {
        assertThat(Surname.parse(text)).as(remark).isEmpty();
        assertThat(Forename.parse(text)).as(remark).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Surname(text)).withMessage("not a surname");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forename(text))
                .withMessage("not a forename");
    }

    static Stream<Arguments> whatIsNoName() {
        return Stream.of(
                Arguments.of("", "nothing"),
                Arguments.of(" ", "a space and no letter"),
                Arguments.of("-", "a hyphen and no letter"),
                Arguments.of("'’. -", "everything but a letter"),
                Arguments.of("\u0301", "a mark and no letter"),
                Arguments.of("\u02BC", "an apostrophe that Unicode counts as a letter"),
                Arguments.of("\uFC5E", "a letter that Unicode takes apart into marks"),
                Arguments.of("Parker\uD83D\uDE00", "an emoji"),
                Arguments.of("Par\u0000ker", "NUL"),
                Arguments.of("Parker2", "a digit"),
                Arguments.of("Parker\u0662", "an Arabic digit"),
                Arguments.of("Parker\uD801", "half a letter: a high surrogate alone"),
                Arguments.of("\uDC28Parker", "half a letter: a low surrogate alone"),
                Arguments.of("Parker\n", "a line end"),
                Arguments.of("Par\tker", "a tabulator"),
                Arguments.of("Parker\u00A0", "a space that may not break"),
                Arguments.of("Parker,", "a comma"),
                Arguments.of("<Parker>", "angle brackets"),
                Arguments.of("Parker\u200B", "a space of no width"),
                Arguments.of("\uFEFFParker", "a byte-order mark"),
                Arguments.of("a".repeat(36), "36 letters"),
                Arguments.of(DESERET_LONG_I.repeat(36), "36 letters of two chars each"));
    }

    @Test
    void thirtyFiveLettersAreANameHoweverManyCharsTheyTake() {
        assertThat(Surname.parse("a".repeat(35))).isPresent();
        assertThat(Surname.parse(DESERET_LONG_I.repeat(35))).isPresent();
    }

    @ParameterizedTest(name = "{0} begins with {1}: {2}")
    @CsvSource({
        "Peter, P, plainly",
        "édith, E, without its accent",
        "'''Abd', A, not with the apostrophe",
        "Æthel, A, as it is compared",
        "-Peter, P, not with the hyphen"
    })
    void theInitialIsALetter(String forename, String initial, String remark) {
        assertThat(new Forename(forename).initial()).as(remark).isEqualTo(initial);
    }

    @Test
    void theInitialIsAWholeLetterWhenThatTakesTwoChars() {
        assertThat(new Forename(DESERET_LONG_I + "x").initial()).isEqualTo(DESERET_LONG_I.toUpperCase(Locale.ROOT));
    }

    @Provide
    static Arbitrary<Surname> names() {
        return Arbitraries.strings()
                .withCharRange('A', '\u024F')
                .withCharRange('\u1E00', '\u1EFF')
                .withCharRange('\uFB00', '\uFB06')
                .withChars(" '’.-\u0301\u0345\u02BC")
                .ofMinLength(1)
                .ofMaxLength(35)
                .filter(text -> Surname.parse(text).isPresent())
                .map(Surname::new);
    }

    @Provide
    static Arbitrary<String> englishNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('\u00C0', '\u00D6')
                .withChars(" '’.-éüçñžłøđæœþ")
                .ofMinLength(1)
                .ofMaxLength(35)
                .filter(text -> Surname.parse(text).isPresent());
    }

    /** Some letters come apart into several: what is left may be longer than a name may be. */
    private static String clipped(String text) {
        return text.codePointCount(0, text.length()) <= 35 ? text : text.substring(0, text.offsetByCodePoints(0, 35));
    }
}
