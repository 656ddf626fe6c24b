package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

// Every row of docs/upstream-failures.md that has a switch: what is answered, what the ledger says, and that it is over
// when it is over.
@ArquillianTest
@RunAsClient
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureMatrixIT {

    private static final Question QUESTION = Question.MEDICAL;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** Enough to open a breaker. */
    private static final int CALLS = 24;

    /** A breaker stays open for one second; the other is for the check, and for what a loaded machine adds. */
    private static final Duration OVER = Duration.ofSeconds(2);

    /** Checks whose times have a median. */
    private static final int FEW = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final FaultTimes times = new FaultTimes();
    private final ExecutorService callers = Executors.newFixedThreadPool(8);
    private Rtec rtec;

    @BeforeEach
    void everythingAnswers() {
        rtec = Rtec.running();
        rtec.resetSandbox();
        await().atMost(Duration.ofSeconds(20)).until(() -> ask().isGood());
    }

    @AfterEach
    void everythingAnswersAgain() {
        rtec.resetSandbox();
    }

    static Stream<FaultRow> rows() {
        return FaultRow.of("pds", "oauth", "eps");
    }

    @AfterAll
    void sayHowLongEachRowTook() {
        times.write("failure-matrix.txt");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatFailsIsAnsweredInTimeAndOverWhenItIsOver(FaultRow row) throws Exception {
        rtec.fault(row.upstream(), row.control());
        List<Duration> took = new ArrayList<>();
        for (int few = 0; few < FEW; few++) {
            if (row.upstream().equals("oauth")) {
                rtec.forgetAccessTokens();
            }
            Seen seen = ask();
            assertThat(seen.said()).isEqualTo(row.status() + " " + row.ledger());
            took.add(seen.took());
        }

        String token = rtec.token("pharmacist");
        Callable<Integer> check = () -> rtec.search(token, QUESTION.json()).statusCode();
        for (Future<Integer> call : callers.invokeAll(Collections.nCopies(CALLS, check))) {
            assertThat(call.get()).isEqualTo(row.status());
        }
        assertThat(rtec.newestChecksOf(QUESTION.prescriptionId(), CALLS))
                .hasSize(CALLS)
                .allSatisfy(each -> assertThat(took(each)).isLessThan(DEADLINE));
        rtec.fault(row.upstream(), "{\"rate\":0}");
        Instant healed = Instant.now();
        await().atMost(OVER).pollInterval(BETWEEN_LOOKS).until(() -> ask().isGood());
        Collections.sort(took);
        times.add("%s: %d ms, good again after %d ms"
                .formatted(
                        row,
                        took.get(FEW / 2).toMillis(),
                        Duration.between(healed, Instant.now()).toMillis()));
    }

    /** One check, which must end inside its deadline, and what is on record of it. */
    private Seen ask() {
        int status = rtec.search(rtec.token("pharmacist"), QUESTION.json()).statusCode();
        JsonObject newest = rtec.newestChecksOf(QUESTION.prescriptionId(), 1).get(0);
        Duration took = took(newest);
        assertThat(took).isLessThan(DEADLINE);
        JsonObject whole =
                Rtec.json(rtec.get(rtec.http("/audit/v1/checks/" + newest.getString("id")), rtec.token("auditor"))
                        .body());
        String outcome = newest.getString("outcome");
        String undetermined = outcome.equals("UNDETERMINED") ? " " + newest.getString("reason") : "";
        JsonObject tracker = whole.getJsonObject("prescription");
        String silent =
                tracker.getString("answer").equals("NO_ANSWER") ? ", tracker " + tracker.getString("silence") : "";
        return new Seen(status, outcome + undetermined + silent, took);
    }

    private static Duration took(JsonObject check) {
        return Duration.between(
                Instant.parse(check.getString("askedAt")), Instant.parse(check.getString("answeredAt")));
    }

    private record Seen(int status, String ledger, Duration took) {

        String said() {
            return status + " " + ledger;
        }

        boolean isGood() {
            return said().equals("200 EXEMPTION_FOUND");
        }
    }
}
