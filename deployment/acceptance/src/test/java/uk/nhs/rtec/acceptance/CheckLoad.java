package uk.nhs.rtec.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who ask one check after the other for as long as they may, and the same one again when they are told to come later. */
final class CheckLoad implements AutoCloseable {

    private static final int CALLERS = 16;

    private final Rtec rtec;
    private final NotedChecks notes;
    private final String token;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final List<Future<?>> calls = new ArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean stopped;

    CheckLoad(Rtec rtec, NotedChecks notes) {
        this.rtec = rtec;
        this.notes = notes;
        this.token = rtec.token("pharmacist");
        for (int i = 0; i < CALLERS; i++) {
            calls.add(callers.submit(this::ask));
        }
    }

    /** Waits until so many more are answered. */
    void awaitAnswers(int more) {
        int enough = answers.get() + more;
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> answers.get() >= enough || calls.stream().anyMatch(Future::isDone));
        if (answers.get() < enough) {
            throw new IllegalStateException("a caller has gone before anything was killed");
        }
    }

    /** Lets every caller finish; whoever could not go on for another reason than a dead server fails here. */
    @Override
    public void close() {
        stopped = true;
        callers.shutdown();
        for (Future<?> call : calls) {
            try {
                call.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a caller failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while callers finished", e);
            }
        }
    }

    /** Asks a check, for the first time or again; nothing when it is not answered. */
    static Optional<NotedChecks.Answer> answer(Rtec rtec, String token, NotedChecks.Check check) {
        HttpResponse<String> answer = rtec.send(HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("X-Request-ID", check.request().toString())
                .POST(BodyPublishers.ofString(check.question().json())));
        if (answer.statusCode() != 200 && answer.statusCode() != 404 && answer.statusCode() != 503) {
            throw new IllegalStateException("a check was answered with " + answer.statusCode());
        }
        return NotedChecks.Answer.of(answer.statusCode(), answer.body());
    }

    private void ask() {
        try {
            while (!stopped) {
                NotedChecks.Check check = notes.next();
                if (check.isFiled()) {
                    file(check.question());
                }
                boolean answered = false;
                while (!answered && !stopped) {
                    Optional<NotedChecks.Answer> answer = answer(rtec, token, check);
                    answer.ifPresent(told -> notes.answered(check, told));
                    answered = answer.isPresent();
                }
                if (answered) {
                    answers.incrementAndGet();
                }
            }
        } catch (UncheckedIOException unanswered) {
            // The server is dead: who was not answered is owed nothing.
            stopped = true;
        }
    }

    /** Has the sandbox know the prescription. */
    private void file(Question question) {
        rtec.control("/prescriptions/" + question.prescriptionId(), """
                {"patientNhsNumber":"%s","prescriptionType":{"prescriptionTypeCode":"0101"},"currentIssueNumber":"1",\
                "issues":{"1":{"issueNumber":"1","prescriptionStatus":{"statusCode":"0001"}}}}""".formatted(question.nhsNumber()));
    }
}
