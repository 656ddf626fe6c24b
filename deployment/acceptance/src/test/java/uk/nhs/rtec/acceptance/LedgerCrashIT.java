package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

// A server that dies while it answers checks: whatever it has answered is on record, once.
class LedgerCrashIT {

    private static final int CALLERS = 8;

    /** Before it is killed; few enough that one search shows them all. */
    private static final int ANSWERED = 150;

    private static final Question QUESTION = Question.MEDICAL;

    @Test
    void afterAKillEveryAnsweredCheckIsOnRecordOnce() {
        Set<UUID> answered = ConcurrentHashMap.newKeySet();
        try (OwnServer server = OwnServer.onTheDatabaseUnderTest("ledger-crash")) {
            Rtec first = server.start();
            String token = first.token("pharmacist");
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            AtomicBoolean killed = new AtomicBoolean();
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    while (!killed.get() && answered.size() < 2 * ANSWERED) {
                        UUID request = UUID.randomUUID();
                        try {
                            // A server that has just started may say first that it cannot tell.
                            if (asked(first, token, request) == 200) {
                                answered.add(request);
                            }
                        } catch (UncheckedIOException unanswered) {
                            // The server is dead: who was not answered is owed nothing.
                            return;
                        }
                    }
                });
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= ANSWERED);

            server.kill();

            killed.set(true);
            callers.shutdown();
            await().until(callers::isTerminated);
            Rtec second = server.start();
            String renewed = second.token("pharmacist");
            long onRecord = found(second);

            assertThat(onRecord).isGreaterThanOrEqualTo(answered.size());
            // A repeat of what is on record adds nothing; of what is not, a check.
            assertThat(answered).allMatch(request -> asked(second, renewed, request) == 200);
            assertThat(found(second)).isEqualTo(onRecord);
        }
    }

    private static long found(Rtec rtec) {
        return rtec.checksOf(QUESTION.prescriptionId()).stream()
                .filter(check -> check.getString("outcome").equals("EXEMPTION_FOUND"))
                .count();
    }

    private static int asked(Rtec rtec, String token, UUID request) {
        return rtec.send(HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("X-Request-ID", request.toString())
                        .POST(BodyPublishers.ofString(QUESTION.json())))
                .statusCode();
    }
}
