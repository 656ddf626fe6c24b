package uk.nhs.rtec.rest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static uk.nhs.rtec.application.Examples.check;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.application.statistics.CountedChecks;
import uk.nhs.rtec.application.statistics.MemoryCheckCounts;
import uk.nhs.rtec.application.statistics.ReadStatistics;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;

final class StatisticsApiTest {

    private static final String TODAY = "from=2026-06-01&to=2026-06-01";

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();
    private final RunningApi api = new RunningApi(new StatisticsApi(new CountedChecks(new MemoryCheckCounts(ledger))));

    @Test
    void aRowTellsHowItsChecksEnded() {
        record(2, check());
        record(1, check().ending(new NoExemptionFound()));
        record(
                1,
                check().ending(Examples.undetermined())
                        .finding(new CheckFindings(
                                check().findings().patient(),
                                new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT),
                                check().findings().certificates())));

        RunningApi.Answer answer = asked(TODAY + "&by=day");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"from\":\"2026-06-01\",\"to\":\"2026-06-01\",\"by\":\"day\","
                        + "\"upTo\":\"2026-06-01T11:00:00.123456Z\",\"notCounted\":[],\"rows\":[{\"key\":\"2026-06-01\","
                        + "\"checks\":4,\"confirmations\":2,\"notFound\":1,\"notChecked\":0,\"undetermined\":1,"
                        + "\"hitRate\":0.6667}],\"silences\":[{\"source\":\"PRESCRIPTION_TRACKER\","
                        + "\"silence\":\"TIMED_OUT\",\"checks\":1}]}");
    }

    @Test
    void fewPeopleOfACategoryAreNotTold() {
        record(3, check());

        assertThat(asked(TODAY + "&by=category&odsCode=FA565").body())
                .contains("\"from\":\"2026-06-01\",\"to\":\"2026-06-30\"")
                .contains("{\"key\":\"0005\",\"category\":\"Maternity exemption certificate\",\"checks\":null,"
                        + "\"confirmations\":null,\"notFound\":null,\"notChecked\":null,\"undetermined\":null,"
                        + "\"hitRate\":null,\"suppressed\":true}");
        record(2, check());
        assertThat(asked(TODAY + "&by=category").body())
                .contains("{\"key\":\"0005\",\"category\":\"Maternity exemption certificate\",\"checks\":5,"
                        + "\"confirmations\":5,\"notFound\":null,\"notChecked\":null,\"undetermined\":null,"
                        + "\"hitRate\":null,\"suppressed\":false}");
    }

    @Test
    void withoutAnAnswerOfTheRegisterThereIsNoHitRate() {
        record(1, check().ending(Examples.undetermined()));

        assertThat(asked(TODAY + "&by=pharmacy").body())
                .contains("{\"key\":\"FA565\",\"checks\":1,\"confirmations\":0,\"notFound\":0,\"notChecked\":0,"
                        + "\"undetermined\":1,\"hitRate\":null}");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ''                                       | from to by
            from=2026-06-01                          | to by
            from=1.6.2026&to=2026-02-30&by=week&odsCode=fa565 | from to by odsCode
            from=0000-01-01&to=2026-02-01&by=day     | from
            from=2026-06-02&to=2026-06-01&by=day     | to
            from=2026-06-02&to=2026-06-01&by=week    | by to
            from=2026-06-01&to=2026-07-02&by=hour    | to
            from=2026-06-01&from=2026-06-01&to=2026-06-01&by=day | from
            from=2026-06-01&to=2026-06-01&by=DAY     | by
            from=2026-06-01&to=2026-06-01&by=day&odsCode= | odsCode
            from=2026-06-01&to=2026-06-01&by=day&nhsNumber=9434765919 | query
            """, delimiter = '|')
    void everyParameterThatIsWrongIsNamed(String query, String named) {
        RunningApi.Answer answer = asked(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().split("\"field\":\"", -1)).hasSize(named.split(" ", -1).length + 1);
        assertThat(named.split(" ", -1))
                .allSatisfy(parameter -> assertThat(answer.body()).contains("\"field\":\"" + parameter + "\""));
        assertThat(answer.body()).doesNotContain("9434765919", "nhsNumber");
    }

    @Test
    void hoursOfTooManyDaysAreRefusedWithAWayOut() {
        assertThat(asked("from=2026-06-01&to=2026-07-01&by=hour").status()).isEqualTo(200);
        assertThat(asked("from=2026-06-01&to=2026-07-02&by=hour").body())
                .contains("must be at most 30 days after from when counted by hour: ask for fewer days, or by=day");
    }

    @Test
    void onlyAnAuditorIsTold() {
        RunningApi nobody = new RunningApi(new StatisticsApi(query -> fail("nothing may be looked up")));

        assertThat(nobody.call("GET", "/?" + TODAY + "&by=day")
                        .by(SampleTokens.officer("CLAIMS", SampleTokens::unchanged))
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(nobody.call("GET", "/?" + TODAY + "&by=day").send().status()).isEqualTo(401);
    }

    @Test
    void whatCannotBeSaidNowIsSaidLater() {
        ReadStatistics silent = query -> {
            throw new HistoryUnavailable("the database is away");
        };

        assertThat(asked(new RunningApi(new StatisticsApi(silent)), TODAY + "&by=day")
                        .status())
                .isEqualTo(503);
    }

    private RunningApi.Answer asked(String query) {
        return asked(api, query);
    }

    private static RunningApi.Answer asked(RunningApi api, String query) {
        return api.call("GET", "/?" + query)
                .by(SampleTokens.officer("AUDITOR", SampleTokens::unchanged))
                .send();
    }

    private void record(int times, ExampleCheck check) {
        IntStream.range(0, times)
                .forEach(i -> ledger.append(check.withId(UUID.randomUUID()).concluded()));
    }
}
