package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.check.PatientDemographicsContract.IMOGENS;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.spine.wire.UpstreamStub;

/** What of a patient's record at PDS can be verified, and what marks it. */
@Timeout(20)
final class PdsRecordTest extends PdsStory {

    @Test
    void theRecordPublishedForTheSandboxCanBeVerifiedAlthoughEveryPeriodHasEnded() {
        records200("""
                "meta":{"versionId":"2","security":[{"code":"U"}]},
                "name":[{"id":"123","use":"usual","period":{"start":"2020-01-01","end":"2021-12-31"},"given":["Jane"],"family":"Smith"}],
                "birthDate":"2010-10-22",
                "address":[
                  {"use":"home","period":{"start":"2020-01-01","end":"2021-12-31"},"postalCode":"LS1 6AE"},
                  {"use":"temp","period":{"start":"2020-01-01","end":"2021-12-31"},"postalCode":"LS9 9ZZ"}]
                """);

        PatientRecord record = traced();
        assertThat(record.surname()).contains(new Surname("Smith"));
        assertThat(record.forename()).contains(new Forename("Jane"));
        assertThat(record.postcode()).contains(new Postcode("LS1 6AE"));
        assertThat(record.dateOfBirth()).contains(new DateOfBirth(LocalDate.of(2010, 10, 22)));
    }

    /** The day is 2026-11-21. */
    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "'2020-01-01/', '2019-01-01/', FIRST, of two that hold the latest begun",
        "'/', '2019-01-01/', SECOND, one that began some day before one that always was",
        "'2019-01-01/2026-11-21', '/2025-12-31', FIRST, its last day still counts",
        "'2026-11-22/', '2001-01-01/2002-01-01', SECOND, an ended one before one to come",
        "'2001-01-01/2002-01-01', '2001-01-01/2003-01-01', SECOND, of the ended the last to end",
        "'2027-02-01/', '2027-01-01/', SECOND, of those to come the next",
        "'2026-11-21/', '2020-01-01/', FIRST, its first day counts",
        "'2010/2026', '2010/2025-11', FIRST, a year ends with its last day",
        "'2010/2026-11', '2010/2026-10', FIRST, a month ends with its last day",
        "'2010/2026-11-20T23:59:59+00:00', '2010/2026-11-21T00:00:00+00:00', SECOND, a time counts for its day",
        "'2030-01-01/2020-01-01', '2020-01-01/', SECOND, one that ends before it begins never holds",
        "'unknown/whenever', '2027-01-01/', FIRST, a period that cannot be read is open"
    })
    void theUsualNameIsTheOneThatStands(String first, String second, String expected, String why) {
        records200("\"name\":[" + name("usual", first, "FIRST") + "," + name("usual", second, "SECOND") + "]");

        assertThat(traced().surname()).as(why).contains(new Surname(expected));
    }

    @Test
    void namesAndAddressesOfAnotherUseAreNotTheUsualOnes() {
        records200("\"name\":[" + name("old", "/", "Before") + "," + name("nickname", "/", "Buddy")
                + "],\"address\":[{\"use\":\"temp\",\"postalCode\":\"LS1 6AE\"},{\"postalCode\":\"LS1 6AE\"}]");

        assertThat(traced()).isEqualTo(minimal(IMOGENS));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    "birthDate":"1979-02"                                   | a birth date without its day
                    "birthDate":"1979"                                      | a birth year
                    "birthDate":"1979-02-30"                                | a day that there never was
                    "birthDate":"2026-11-22"                                | a birth in the future
                    "birthDate":"1849-12-31"                                | a birth too long ago
                    "birthDate":19790211                                    | a birth date that is a number
                    "birthDate":null                                        | no birth date
                    "name":[{"use":"usual","family":"X Æ A-12"}]            | a name with digits
                    "name":[{"use":"usual","family":""}]                    | an empty name
                    "name":[{"use":"usual","family":"abcdefghijklmnopqrstuvwxyzabcdefghijk"}] | a name too long
                    "name":[{"use":"usual","family":{"text":"Smith"}}]      | a name that is an object
                    "name":[{"use":"usual","given":[]}]                     | no given name in the list
                    "name":[{"use":"usual","given":[7]}]                    | a given name that is a number
                    "name":[{"use":"usual","given":"Imogen"}]               | a given name that is no list
                    "name":"Imogen Ashdown-Okafor"                          | a name that is a text
                    "name":[null,"usual",[]]                                | names that are none
                    "address":[{"use":"home"}]                              | no postcode
                    "address":[{"use":"home","postalCode":"ZZ99"}]          | a postcode too short
                    "address":[{"use":"home","postalCode":"LS1  6AE"}]      | a postcode with two spaces
                    "address":[{"use":"home","line":["1 Mill Lane"],"postalCode":null}] | a postcode that is null
                    """)
    void whatIsNotOfItsKindCannotBeVerified(String members, String why) {
        records200(members);

        assertThat(traced()).as(why).isEqualTo(minimal(IMOGENS));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"security":[{"code":"U","display":"unrestricted"}]} | unrestricted         | false
                    {"versionId":"1"}                                    | no label             | false
                    {"security":[]}                                      | no label in the list | true
                    {"security":"R"}                                     | no list of labels    | true
                    ["R"]                                                | meta of no kind      | true
                    {"security":[{"code":"R","display":"restricted"}]}   | restricted           | true
                    {"security":[{"code":"V"}]}                          | very restricted      | true
                    {"security":[{"code":"REDACTED"}]}                   | redacted             | true
                    {"security":[{"code":"S"}]}                          | sensitive            | true
                    {"security":[{"code":"u"}]}                          | a code of its own    | true
                    {"security":[{"code":"U"},{"code":"R"}]}             | one of two labels    | true
                    {"security":[{"display":"unrestricted"}]}            | a label without code | true
                    {"security":["U"]}                                   | a label of no kind   | true
                    """)
    void everyLabelButOneRestricts(String meta, String why, boolean restricted) {
        records200("\"meta\":" + meta);

        assertThat(traced().marks().contains(Mark.RESTRICTED)).as(why).isEqualTo(restricted);
    }

    @ParameterizedTest(name = "date {0}, status {1}: deceased {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    "2010-10-22T00:00:00+00:00" | 2    | true
                    "2010-10-22T00:00:00+00:00" | 1    | true
                    "2010-10-22"                |      | true
                    "2010"                      |      | true
                    "2010-10-22"                | U    | false
                    null                        | U    | false
                    null                        |      | false
                    null                        | 1    | true
                    null                        | 2    | true
                    """)
    void aDeathThatWasNotTakenBackMarksTheRecord(String date, String status, boolean deceased) {
        String extension = status == null ? "" : """
                ,"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus",
                  "extension":[{"url":"deathNotificationStatus","valueCodeableConcept":{"coding":[
                    {"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus","version":"1.0.0","code":"%s"}]}},
                    {"url":"systemEffectiveDate","valueDateTime":"2010-10-22T00:00:00+00:00"}]}]
                """.formatted(status);
        records200("\"deceasedDateTime\":" + date + extension);

        assertThat(traced().marks().contains(Mark.DECEASED)).isEqualTo(deceased);
    }

    private void records200(String members) {
        pds.always(UpstreamStub.json(200, FHIR, patient(members)));
    }

    private PatientRecord traced() {
        PatientTrace trace = demographics.trace(IMOGENS);
        assertThat(trace).isInstanceOf(Traced.class);
        return ((Traced) trace).record();
    }

    private static PatientRecord minimal(NhsNumber number) {
        return new PatientRecord(
                number, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }

    private static String name(String use, String period, String family) {
        String[] ends = period.split("/", -1);
        String members = Stream.of(
                        ends[0].isEmpty() ? null : "\"start\":\"" + ends[0] + "\"",
                        ends[1].isEmpty() ? null : "\"end\":\"" + ends[1] + "\"")
                .filter(Objects::nonNull)
                .reduce((start, end) -> start + "," + end)
                .orElse("");
        return "{\"use\":\"%s\",\"period\":{%s},\"family\":\"%s\"}".formatted(use, members, family);
    }
}
