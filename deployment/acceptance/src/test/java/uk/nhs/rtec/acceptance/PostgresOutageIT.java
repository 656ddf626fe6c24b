package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// A database that goes away under load: whatever was answered is on record.
@ArquillianTest
@RunAsClient
class PostgresOutageIT {

    private static final Question QUESTION =
            new Question("9990003416", "1993-05-05", "NG1 7EH", "Priya", "Nair", "5EC17C-A99968-221ECP");

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void nothingIsAnsweredThatIsNotOnRecordAndItComesBackByItself() throws InterruptedException {
        int before = rtec.checksOf(QUESTION.prescriptionId()).size();
        AtomicInteger answered = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        String token = rtec.token("pharmacist");
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            callers.execute(() -> {
                while (!stop.get()) {
                    if (rtec.search(token, QUESTION.json()).statusCode() == 404) {
                        answered.incrementAndGet();
                    }
                }
            });
        }
        await().until(() -> answered.get() >= 20);

        rtec.stopDatabase();
        Instant asked = Instant.now();
        HttpResponse<String> outage = rtec.search(token, QUESTION.json());
        Duration taken = Duration.between(asked, Instant.now());
        stop.set(true);
        callers.shutdown();
        await().until(callers::isTerminated);
        rtec.startDatabase();

        assertThat(outage.statusCode()).isEqualTo(503);
        assertThat(outage.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(taken).isLessThan(Duration.ofMillis(3_500));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rtec.search(token, QUESTION.json()).statusCode() == 404);
        int recorded = rtec.checksOf(QUESTION.prescriptionId()).size() - before;
        assertThat(recorded).isGreaterThanOrEqualTo(Math.min(answered.get() + 1, 500 - before));
    }
}
