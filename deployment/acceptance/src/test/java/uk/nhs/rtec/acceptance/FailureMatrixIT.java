package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
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

    /** A breaker stays open for one second; the rest is what a loaded machine adds. */
    private static final Duration OVER = Duration.ofSeconds(3);

    private final ExecutorService callers = Executors.newFixedThreadPool(8);
    private Rtec rtec;

    @BeforeEach
    void everythingAnswers() {
        rtec = Rtec.running();
        rtec.resetSandbox();
        await().atMost(Duration.ofSeconds(20)).until(() -> ask().equals(Seen.GOOD));
    }

    @AfterEach
    void everythingAnswersAgain() {
        rtec.resetSandbox();
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("acceptance.docs"), "upstream-failures.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatFailsIsAnsweredInTimeAndOverWhenItIsOver(Row row) throws Exception {
        rtec.fault(row.upstream(), row.control());

        assertThat(ask()).isEqualTo(new Seen(row.status(), row.ledger()));

        for (Future<Seen> call : callers.invokeAll(Collections.nCopies(CALLS, (Callable<Seen>) this::ask))) {
            assertThat(call.get().status()).isEqualTo(row.status());
        }
        rtec.fault(row.upstream(), "{\"rate\":0}");
        await().atMost(OVER).until(() -> ask().equals(Seen.GOOD));
    }

    /** One check, which must end inside its deadline, and what is on record of it. */
    private Seen ask() {
        int status = rtec.search(rtec.token("pharmacist"), QUESTION.json()).statusCode();
        JsonObject newest = rtec.checksOf(QUESTION.prescriptionId()).get(0);
        assertThat(Duration.between(
                        Instant.parse(newest.getString("askedAt")), Instant.parse(newest.getString("answeredAt"))))
                .isLessThan(DEADLINE);
        JsonObject whole =
                Rtec.json(rtec.get(rtec.http("/audit/v1/checks/" + newest.getString("id")), rtec.token("auditor"))
                        .body());
        String outcome = newest.getString("outcome");
        String undetermined = outcome.equals("UNDETERMINED") ? " " + newest.getString("reason") : "";
        JsonObject tracker = whole.getJsonObject("prescription");
        String silent =
                tracker.getString("answer").equals("NO_ANSWER") ? ", tracker " + tracker.getString("silence") : "";
        return new Seen(status, outcome + undetermined + silent);
    }

    private record Seen(int status, String ledger) {

        static final Seen GOOD = new Seen(200, "EXEMPTION_FOUND");
    }

    record Row(String upstream, String fault, String control, int status, String ledger) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), Integer.parseInt(cells.get(3)), cells.get(4));
        }

        @Override
        public String toString() {
            return upstream + ": " + fault;
        }
    }
}
