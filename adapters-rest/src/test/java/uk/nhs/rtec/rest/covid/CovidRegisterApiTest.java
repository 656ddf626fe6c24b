package uk.nhs.rtec.rest.covid;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.covid.CovidColumn;
import uk.nhs.rtec.application.covid.CovidIntake;
import uk.nhs.rtec.application.covid.CovidLine;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.application.covid.CovidRefusal;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption.Outcome;
import uk.nhs.rtec.application.covid.TakeInOneCovidExemption;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.Standing;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleCursors;

class CovidRegisterApiTest {

    private static final String HEADER = "record_id,nhs_number,name,birth_date,status,period_start,period_end\n";
    private static final String RECORD = """
            {"recordId":"1","nhsNumber":"9990548021","name":"Imogen Ashdown-Okafor","birthDate":"1979-02-11",\
            "status":1,"periodStart":"2026-01-10","periodEnd":null}""";
    private static final String SHOWN = """
            {"recordId":"1","nhsNumber":"9990548021","name":"Imogen Ashdown-Okafor","birthDate":"1979-02-11",\
            "status":"1","periodStart":"2026-01-10T09:30:00+00:00","periodEnd":null,"standing":""";

    private TakeInOneCovidExemption.Result result = new TakeInOneCovidExemption.Unchanged();
    private Outcome outcome = Outcome.DECIDED;

    @Test
    void oneRecordIsShownAsItIsHeld() {
        result = new TakeInOneCovidExemption.Added(HeldExemption.takenIn(exemption()));

        RunningApi.Answer answer = posted("/", RECORD);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(SHOWN + "\"PENDING\",\"reason\":null}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aRecordThatIsHeldIs200AndAnotherUnderItsIdIs409() {
        assertThat(posted("/", RECORD).status()).isEqualTo(200);
        result = new TakeInOneCovidExemption.OtherRecord();
        assertThat(posted("/", RECORD).status()).isEqualTo(409);
    }

    @Test
    void whatIsNoRecordIs400WithEveryFaultUnderItsMember() {
        result = new TakeInOneCovidExemption.Refused(List.of(
                new CovidRefusal(1, CovidColumn.RECORD_ID, "is missing"),
                new CovidRefusal(1, CovidColumn.PERIOD_START, "is missing")));

        assertThat(posted("/", "{}").body())
                .contains(
                        "{\"field\":\"recordId\",\"detail\":\"is missing\"}",
                        "{\"field\":\"periodStart\",\"detail\":\"is missing\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"name\":1}", "{\"name\":{}}", "{\"other\":\"x\"}", "{} x"})
    void whatIsNoObjectOfTextsIsRefusedBeforeItIsRead(String body) {
        assertThat(posted("/", body).status()).isEqualTo(400);
    }

    @Test
    void aFileIsReportedByLineAndColumn() {
        RunningApi.Answer answer = imported(HEADER + "1,9990548021,Ann,1979-02-11,1,2026-01-10,\n2\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"read\":2,\"accepted\":1,\"unchanged\":0,\"refused\":["
                        + "{\"line\":2,\"column\":\"period_end\",\"reason\":\"1\"},"
                        + "{\"line\":3,\"column\":\"period_end\",\"reason\":\"?\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n", "record_id,nhs_number,name,birth_date,status,period_start,record_id\n"})
    void whatIsNoSuchFileIs400(String file) {
        assertThat(imported(file).status()).isEqualTo(400);
        assertThat(imported(file).body()).contains(HEADER.strip());
    }

    @Test
    void theQueueIsPagedByWhatAnEarlierAnswerGave() {
        String next = SampleCursors.CURSORS
                .of("covid-exemptions", JsonValue.EMPTY_JSON_OBJECT)
                .text("1");
        RunningApi.Answer answer =
                api().call("GET", "/unverified").by(officer()).send();

        assertThat(answer.body())
                .isEqualTo("{\"waiting\":[" + SHOWN + "\"UNVERIFIED\",\"reason\":\"NAME_DIFFERS\"}],\"next\":\"" + next
                        + "\"}");
        assertThat(api().call("GET", "/unverified?after=" + next)
                        .by(officer())
                        .send()
                        .body())
                .isEqualTo("{\"waiting\":[],\"next\":null}");
        for (String other : List.of("%20", "1", next.substring(1))) {
            assertThat(api().call("GET", "/unverified?after=" + other)
                            .by(officer())
                            .send()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void oneRecordIsLookedUpAndAnotherIsNotThere() {
        assertThat(api().call("GET", "/1").by(officer()).send().body()).startsWith(SHOWN);
        assertThat(api().call("GET", "/2").by(officer()).send().status()).isEqualTo(404);
        assertThat(api().call("GET", "/%20").by(officer()).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"DECIDED, 204", "UNKNOWN, 404", "NOT_OPEN, 409"})
    void aDecisionIsKeptOrNot(Outcome became, int status) {
        outcome = became;
        assertThat(posted("/1/decision", "{\"decision\":\"CONFIRMED\"}").status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"decision\":\"MAYBE\"}", "{\"decision\":1}"})
    void whatIsNoDecisionIs400(String body) {
        assertThat(posted("/1/decision", body).status()).isEqualTo(400);
    }

    @Test
    void onlyRegisterOfficersAreServed() {
        for (String path : List.of("/unverified", "/1")) {
            assertThat(api().call("GET", path)
                            .by(SampleTokens.officer("AUDITOR", SampleTokens::unchanged))
                            .send()
                            .status())
                    .isEqualTo(403);
            assertThat(api().call("GET", path)
                            .by(SampleTokens.app("an-app", CovidScopes.APPLICATION))
                            .send()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aSilentStoreIs503() {
        RunningApi silent = new RunningApi(new CovidRegisterApi(
                (lines, refusals) -> {
                    throw new CovidRecordsUnavailable("silent");
                },
                line -> result,
                id -> Optional.empty(),
                after -> List.of(),
                (officer, id, decision) -> outcome,
                SampleCursors.CURSORS));

        assertThat(silent.call("POST", "/import")
                        .by(officer())
                        .body("text/csv", HEADER)
                        .send()
                        .status())
                .isEqualTo(503);
    }

    private RunningApi.Answer posted(String path, String body) {
        return api().call("POST", path)
                .by(officer())
                .body("application/json", body)
                .send();
    }

    private RunningApi.Answer imported(String file) {
        return api().call("POST", "/import")
                .by(officer())
                .body("text/csv", file)
                .send();
    }

    /** Repeats what stands in two columns, to show what reached the use case. */
    private RunningApi api() {
        return new RunningApi(new CovidRegisterApi(
                (lines, refusals) -> {
                    long read = 0;
                    while (lines.hasNext()) {
                        CovidLine line = lines.next();
                        read++;
                        String end = line.texts().getOrDefault(CovidColumn.PERIOD_END, "");
                        refusals.accept(new CovidRefusal(
                                line.number(),
                                CovidColumn.PERIOD_END,
                                end.isEmpty() ? line.texts().getOrDefault(CovidColumn.STATUS, "") : end));
                    }
                    return new CovidIntake(read, 1, 0);
                },
                line -> result,
                id -> Optional.of(HeldExemption.takenIn(exemption()))
                        .filter(held -> id.equals(held.captured().id())),
                after -> after.isPresent()
                        ? List.of()
                        : List.of(new HeldExemption(
                                exemption(), 1, new Standing.Unverified(Standing.Mismatch.NAME_DIFFERS))),
                (officer, id, decision) -> outcome,
                SampleCursors.CURSORS));
    }

    private static java.security.Principal officer() {
        return SampleTokens.officer("REGISTER", SampleTokens::unchanged);
    }

    private static CovidExemption exemption() {
        return new CovidExemption(
                new CovidRecordId("1"),
                new NhsNumber("9990548021"),
                new FullName("Imogen Ashdown-Okafor"),
                new DateOfBirth(LocalDate.of(1979, 2, 11)),
                CovidStatus.EXEMPT_FROM_VACCINATION,
                new ExemptionPeriod(Instant.parse("2026-01-10T09:30:00Z"), Optional.empty()));
    }
}
