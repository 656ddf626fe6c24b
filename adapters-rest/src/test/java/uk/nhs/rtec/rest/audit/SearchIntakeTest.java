package uk.nhs.rtec.rest.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.audit.OutcomeReason;
import uk.nhs.rtec.application.audit.SoughtPatient;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.SampleChecks;
import uk.nhs.rtec.rest.api.SampleCursors;
import uk.nhs.rtec.rest.audit.SearchIntake.Accepted;
import uk.nhs.rtec.rest.audit.SearchIntake.Refused;

class SearchIntakeTest {

    @Test
    void everyConditionIsRead() {
        CheckCursor cursor = new CheckCursor(Instant.parse("2026-03-01T09:00:00.000001Z"), SampleChecks.ID);

        String conditions = """
                "reason":" case 17 ","prescriptionId":"471bc8-P83027-34B75X","nhsNumber":"9434765919",
                "surname":"O'Parker","dateOfBirth":"2010-01-01","postcode":"ne3 2jh","odsCode":"FML84","userId":"555254242106",
                "asid":"226732150041","from":"2026-01-01T00:00:00Z","to":"2026-02-01T01:00:00+01:00",
                "outcome":"EXEMPTION_FOUND","outcomeReason":"CERTIFICATE","type":"9005","category":"0005","limit":500""";
        String next = ((Accepted) read("{" + conditions + "}"))
                .cursors()
                .text(new Cursors.Place(cursor.askedAt(), cursor.id().value()));

        assertThat(read("{" + conditions + ",\"cursor\":\"" + next + "\"}"))
                .isInstanceOfSatisfying(Accepted.class, accepted -> {
                    assertThat(accepted.reason()).isEqualTo("case 17");
                    assertThat(accepted.query())
                            .isEqualTo(new CheckQuery(
                                    Optional.of(SampleChecks.PRESCRIPTION),
                                    Optional.of(new NhsNumber("9434765919")),
                                    Optional.of(new SoughtPatient(
                                            new Surname("O'Parker"), new DateOfBirth(LocalDate.of(2010, 1, 1)))),
                                    Optional.of(new Postcode("ne3 2jh")),
                                    Optional.of(new OdsCode("FML84")),
                                    Optional.of(new SdsUserId("555254242106")),
                                    Optional.of(new Asid("226732150041")),
                                    Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                                    Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                                    Optional.of(OutcomeKind.EXEMPTION_FOUND),
                                    Optional.of(new OutcomeReason.Certificate()),
                                    Optional.of(ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE),
                                    Optional.of(ChargeExemption.MATERNITY),
                                    500,
                                    Optional.of(cursor)));
                });
        assertThat(read("{" + conditions.replace("FML84", "FML85") + ",\"cursor\":\"" + next + "\"}"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.faults())
                        .extracting(Fault::field)
                        .containsExactly("cursor"));
    }

    @Test
    void aReasonIsEnoughAndNullIsAbsent() {
        SearchIntake everything = read("{\"reason\":\"case 17\"}");

        assertThat(everything).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.query().limit()).isEqualTo(50);
            assertThat(accepted.query().prescription()).isEmpty();
            assertThat(accepted.query().after()).isEmpty();
        });
        assertThat(read("""
                        {"reason":"case 17","prescriptionId":null,"nhsNumber":null,"surname":null,"dateOfBirth":null,"postcode":null,"odsCode":null,"userId":null,"asid":null,
                        "from":null,"to":null,"outcome":null,"outcomeReason":null,"type":null,"category":null,"limit":null,"cursor":null}""")).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.query())
                .isEqualTo(((Accepted) everything).query()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            reason         | null
            reason         | ""
            reason         | "   "
            reason         | 17
            reason         | ["case 17"]
            reason         | "case \\u0000"
            reason         | "case \\ud800"
            prescriptionId | "471BC8-P83027-34B75Y"
            prescriptionId | 1
            nhsNumber      | "9434765918"
            nhsNumber      | 9434765919
            postcode       | "NE3"
            postcode       | "NE3  2JH"
            postcode       | 32
            odsCode        | "fml84"
            odsCode        | "FFFFF"
            userId         | "x"
            asid           | "1"
            from           | "2026-01-01"
            from           | "2026-01-01T00:00:00"
            from           | "+12026-01-01T00:00:00Z"
            from           | "0000-01-01T00:00:00Z"
            to             | "9999-12-31T23:59:59-18:00"
            to             | "now"
            to             | 1767225600
            outcome        | "NOTFOUND"
            outcome        | "exemption_found"
            outcomeReason  | "age"
            outcomeReason  | "PDS_SILENT"
            outcomeReason  | "NO_EXEMPTION_FOUND"
            outcomeReason  | ""
            type           | "9999"
            type           | 9005
            category       | "5"
            limit          | 0
            limit          | -1
            limit          | 501
            limit          | 1.5
            limit          | "50"
            limit          | true
            limit          | 18446744073709551617
            limit          | 4294967297
            limit          | 1e999999999
            cursor         | "x"
            cursor         | 1
            """)
    void aMemberThatIsWrongIsNamedWithWhatItMustBe(String member, String value) {
        String reason = member.equals("reason") ? "" : "\"reason\":\"case 17\",";

        assertThat(read("{" + reason + "\"" + member + "\":" + value + "}"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.faults())
                        .hasSize(1)
                        .allMatch(fault -> fault.field().equals(member))
                        .allMatch(fault -> fault.detail().startsWith("must "))
                        .noneMatch(fault -> value.length() > 4 && fault.detail().contains(value.replace("\"", ""))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "surname":"Parker"                             | dateOfBirth
            "dateOfBirth":"2010-01-01"                     | surname
            "surname":"Parker","dateOfBirth":null          | dateOfBirth
            "surname":"Parker","dateOfBirth":"01/01/2010"  | dateOfBirth
            "surname":"Parker","dateOfBirth":"1849-12-31"  | dateOfBirth
            "surname":"P4rker","dateOfBirth":"2010-01-01"  | surname
            """)
    void aSurnameIsSearchedWithADateOfBirthAndNeverAlone(String members, String fault) {
        assertThat(read("{\"reason\":\"case 17\"," + members + "}"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.faults())
                        .extracting(Fault::field)
                        .containsExactly(fault));
    }

    @Test
    void aReasonHasTwoHundredCharactersAtMost() {
        assertThat(read("{\"reason\":\"" + "x".repeat(200) + "\"}")).isInstanceOf(Accepted.class);
        assertThat(read("{\"reason\":\"" + "x".repeat(201) + "\"}")).isInstanceOf(Refused.class);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(read("{\"nhsNumber\":1,\"limit\":0,\"zqx\":1,\"zqy\":2}"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.faults())
                        .extracting(Fault::field)
                        .containsExactly("reason", "nhsNumber", "limit", "body", "body"));
    }

    @Test
    void aMemberThatIsNotKnownIsRefusedWithoutAnEcho() {
        assertThat(read("{\"reason\":\"case 17\",\"forename\":\"Peter\"}"))
                .isEqualTo(new Refused(java.util.List.of(new Fault("body", "has a member that is not known"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{} x", "{\"reason\":\"a\",\"reason\":\"b\"}"})
    void whatIsNotOneObjectIsRefusedAsAWhole(String body) {
        assertThat(read(body))
                .isEqualTo(new Refused(java.util.List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    private static SearchIntake read(String body) {
        return SearchIntake.read(body.getBytes(UTF_8), SampleCursors.CURSORS);
    }
}
