package uk.nhs.rtec.domain.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NhsNumberTest {

    @Property
    void everyNineDigitsWithTheirCheckDigitAreANumber(@ForAll("nineDigits") String nine) {
        int check = checkDigit(nine);
        Assume.that(check != 10);
        String ten = nine + check;

        assertThat(new NhsNumber(ten).inTheClear()).isEqualTo(ten);
        assertThat(NhsNumber.parse(ten)).contains(new NhsNumber(ten));
    }

    @Property
    void nineDigitsWhoseCheckDigitWouldBeTenAreNoNumberWhateverFollows(
            @ForAll("withoutCheckDigit") String nine, @ForAll @IntRange(max = 9) int tenth) {
        assertThat(NhsNumber.parse(nine + tenth)).isEmpty();
    }

    @Property
    void oneWrongDigitIsAlwaysNoticed(
            @ForAll("numbers") String number,
            @ForAll @IntRange(max = 9) int place,
            @ForAll @IntRange(max = 9) int digit) {
        Assume.that(number.charAt(place) - '0' != digit);
        String changed = number.substring(0, place) + digit + number.substring(place + 1);

        assertThat(NhsNumber.parse(changed)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NhsNumber(changed))
                .withMessage("not an NHS number");
    }

    @Property
    void twoNeighboursThatChangedPlacesAreAlwaysNoticed(
            @ForAll("numbers") String number, @ForAll @IntRange(max = 8) int place) {
        Assume.that(number.charAt(place) != number.charAt(place + 1));
        String swapped = number.substring(0, place)
                + number.charAt(place + 1)
                + number.charAt(place)
                + number.substring(place + 2);

        assertThat(NhsNumber.parse(swapped)).isEmpty();
    }

    @Property
    void aSpaceAnywhereIsRefused(@ForAll("numbers") String number, @ForAll @IntRange(max = 10) int place) {
        assertThat(NhsNumber.parse(number.substring(0, place) + " " + number.substring(place)))
                .isEmpty();
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(NhsNumber.parse(text))
                .isEqualTo(isNumber(text) ? Optional.of(new NhsNumber(text)) : Optional.empty());
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    9434765919  | true  | the request of the published contract
                    9990000018  | true  | kept for tests
                    9990000026  | true  | kept for tests
                    9990000123  | true  | kept for tests
                    4505577104  | true  | eleven less the remainder is eleven, or less
                    '943 476 5919' | false | spaces
                    ' 9434765919' | false | a space before
                    943476591   | false | nine digits
                    94347659190 | false | eleven digits
                    9434765910  | false | wrong check digit
                    ٩٤٣٤٧٦٥٩١٩  | false | digits, but Arabic ones
                    ９４３４７６５９１９ | false | digits, but of full width
                    943476591A  | false | a letter
                    ''          | false | nothing
                    """)
    void whatIsANumberAndWhatIsNot(String text, boolean valid, String remark) {
        assertThat(NhsNumber.parse(text).isPresent()).as(remark).isEqualTo(valid);
    }

    @Provide
    static Arbitrary<String> nineDigits() {
        return Arbitraries.strings().withCharRange('0', '9').ofLength(9);
    }

    @Provide
    static Arbitrary<String> withoutCheckDigit() {
        return nineDigits().filter(nine -> checkDigit(nine) == 10);
    }

    @Provide
    static Arbitrary<String> numbers() {
        return nineDigits().filter(nine -> checkDigit(nine) != 10).map(nine -> nine + checkDigit(nine));
    }

    /** Straight from the data dictionary's wording, to be no copy of the code under test. */
    private static int checkDigit(String nine) {
        int total = 0;
        for (int place = 0, weight = 10; place < 9; place++, weight--) {
            total += Character.digit(nine.charAt(place), 10) * weight;
        }
        int check = 11 - total % 11;
        return check == 11 ? 0 : check;
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{10}") && checkDigit(text.substring(0, 9)) == text.charAt(9) - '0';
    }
}
