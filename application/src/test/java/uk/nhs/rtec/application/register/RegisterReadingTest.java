package uk.nhs.rtec.application.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

final class RegisterReadingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 2, 3);
    private static final int LINE = 17;

    @Test
    void aGoodLineIsAnEntry() {
        RegisterReading reading = new RegisterReading(new RegisterLine(LINE, good()));

        assertThat(reading.entry(TODAY))
                .contains(new RegisterEntry(
                        new ExemptionCertificate(
                                new CertificateNumber("MAT-1"),
                                ExemptionCategory.MATERNITY,
                                new Validity(LocalDate.of(2025, 8, 1), LocalDate.of(2026, 7, 31))),
                        new NamedPerson(
                                Relationship.HOLDER,
                                Optional.of(new NhsNumber("9434765919")),
                                new Surname("Parker"),
                                Optional.of(new Forename("Mary")),
                                new DateOfBirth(LocalDate.of(1985, 6, 15)),
                                new Postcode("NE3 2JH"))));
        assertThat(reading.refusals()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, \"{1}\": {2} ({3})")
    @CsvSource(textBlock = """
                    CERTIFICATE_NUMBER, A_1,         is not a certificate number, an underscore
                    CATEGORY,           0002,        is not the code of a category that is held, no certificates of age
                    CATEGORY,           9181,        is not the code of a category that is held, a code of an answer
                    CATEGORY,           5,           is not the code of a category that is held, no leading zeros
                    VALID_FROM,         01/08/2025,  is not a date yyyy-mm-dd, as written in England
                    VALID_FROM,         2025-02-29,  is not a date yyyy-mm-dd, no such day
                    VALID_FROM,         +12025-08-1, is not a date yyyy-mm-dd, a year of five digits
                    VALID_TO,           2026-7-31,   is not a date yyyy-mm-dd, a month of one digit
                    VALID_TO,           2025-07-31,  is before valid_from, it ends before it begins
                    RELATIONSHIP,       Holder,      'is not holder, partner or dependant', a capital
                    RELATIONSHIP,       child,       'is not holder, partner or dependant', another word
                    NHS_NUMBER,         9434765910,  is not an NHS number, a wrong check digit
                    NHS_NUMBER,         943 476 5919, is not an NHS number, spaces
                    SURNAME,            P4rker,      is not a surname, a digit
                    FORENAME,           M@ry,        is not a forename, a sign
                    DATE_OF_BIRTH,      2026-02-04,  'is not a date of birth yyyy-mm-dd, from 1850-01-01 to today', tomorrow
                    DATE_OF_BIRTH,      1849-12-31,  'is not a date of birth yyyy-mm-dd, from 1850-01-01 to today', too long ago
                    POSTCODE,           NE3,         is not a postcode, too short
                    """)
    void aFaultyColumnIsNamedWithItsReasonAndNeverWithWhatStandsThere(
            RegisterColumn column, String text, String reason, String remark) {
        Map<RegisterColumn, String> texts = good();
        texts.put(column, text);

        List<Refusal> refusals = refusalsOf(texts);

        assertThat(refusals).as(remark).containsExactly(new Refusal(LINE, column, reason));
        assertThat(refusals.toString()).doesNotContain(text);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NHS_NUMBER", "FORENAME"})
    void everyOtherColumnMustHoldSomething(RegisterColumn column) {
        for (String nothing : List.of("", "   ")) {
            Map<RegisterColumn, String> texts = good();
            texts.put(column, nothing);

            assertThat(refusalsOf(texts)).containsExactly(new Refusal(LINE, column, "is missing"));
        }
        Map<RegisterColumn, String> withoutIt = good();
        withoutIt.remove(column);
        assertThat(refusalsOf(withoutIt)).containsExactly(new Refusal(LINE, column, "is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void theNhsNumberAndTheForenameMayBeEmpty(String nothing) {
        Map<RegisterColumn, String> texts = good();
        texts.put(RegisterColumn.NHS_NUMBER, nothing);
        texts.put(RegisterColumn.FORENAME, nothing);

        RegisterReading reading = new RegisterReading(new RegisterLine(LINE, texts));

        NamedPerson person = reading.entry(TODAY).orElseThrow().person();
        assertThat(person.nhsNumber()).isEmpty();
        assertThat(person.forename()).isEmpty();
    }

    @Test
    void spacesAroundATextDoNotMatter() {
        Map<RegisterColumn, String> spaced = good();
        spaced.replaceAll((column, text) -> "  " + text + " ");

        assertThat(new RegisterReading(new RegisterLine(LINE, spaced)).entry(TODAY))
                .isEqualTo(new RegisterReading(new RegisterLine(LINE, good())).entry(TODAY));
    }

    @Test
    void everyFaultyColumnIsComplainedAboutAtOnce() {
        assertThat(refusalsOf(Map.of()).stream().map(Refusal::column))
                .containsExactly(
                        RegisterColumn.CERTIFICATE_NUMBER,
                        RegisterColumn.CATEGORY,
                        RegisterColumn.VALID_FROM,
                        RegisterColumn.VALID_TO,
                        RegisterColumn.RELATIONSHIP,
                        RegisterColumn.SURNAME,
                        RegisterColumn.DATE_OF_BIRTH,
                        RegisterColumn.POSTCODE);
    }

    @Test
    void noOrderOfTheDaysIsComplainedAboutWhenOneOfThemIsNoDay() {
        Map<RegisterColumn, String> texts = good();
        texts.put(RegisterColumn.VALID_FROM, "later");

        assertThat(refusalsOf(texts)).hasSize(1);
    }

    @Test
    void someoneBornTodayMayBeNamed() {
        Map<RegisterColumn, String> texts = good();
        texts.put(RegisterColumn.DATE_OF_BIRTH, TODAY.toString());

        assertThat(refusalsOf(texts)).isEmpty();
    }

    @Test
    void aLinePrintsItsNumberAndNothingThatStandsInIt() {
        RegisterLine line = new RegisterLine(LINE, good());

        assertThat(line).hasToString("RegisterLine[17]");
        assertThat(new RegisterLine.Good(
                                LINE, new RegisterReading(line).entry(TODAY).orElseThrow())
                        .toString())
                .doesNotContain("9434765919", "Parker", "Mary", "1985", "NE3", "MAT-1");
    }

    @Test
    void theColumnsAreThoseOfTheHeaderLine() {
        String header =
                "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode";
        assertThat(Arrays.stream(RegisterColumn.values()).map(RegisterColumn::header))
                .containsExactly(header.split(",", -1));
        for (RegisterColumn column : RegisterColumn.values()) {
            assertThat(RegisterColumn.ofHeader(column.header())).contains(column);
        }
        assertThat(RegisterColumn.ofHeader("Surname")).isEmpty();
        assertThat(RegisterColumn.ofHeader("")).isEmpty();
    }

    private static List<Refusal> refusalsOf(Map<RegisterColumn, String> texts) {
        RegisterReading reading = new RegisterReading(new RegisterLine(LINE, texts));
        Optional<RegisterEntry> entry = reading.entry(TODAY);
        assertThat(entry.isEmpty()).isEqualTo(!reading.refusals().isEmpty());
        return reading.refusals();
    }

    private static Map<RegisterColumn, String> good() {
        return new EnumMap<>(Map.of(
                RegisterColumn.CERTIFICATE_NUMBER, "MAT-1",
                RegisterColumn.CATEGORY, "0005",
                RegisterColumn.VALID_FROM, "2025-08-01",
                RegisterColumn.VALID_TO, "2026-07-31",
                RegisterColumn.RELATIONSHIP, "holder",
                RegisterColumn.NHS_NUMBER, "9434765919",
                RegisterColumn.SURNAME, "Parker",
                RegisterColumn.FORENAME, "Mary",
                RegisterColumn.DATE_OF_BIRTH, "1985-06-15",
                RegisterColumn.POSTCODE, "NE3 2JH"));
    }
}
