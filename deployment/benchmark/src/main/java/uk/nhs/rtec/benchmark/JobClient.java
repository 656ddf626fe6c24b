package uk.nhs.rtec.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody who sends a file to a running server as a job, and follows the job to its end. */
final class JobClient {

    private static final Duration UPLOAD = Duration.ofMinutes(5);
    private static final Duration JOB = Duration.ofMinutes(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TOKEN = Duration.ofMinutes(2);

    private final Server server;
    private final String user;
    private String token;
    private long tokenSince;

    /** A user of the sandbox's token desk. */
    JobClient(Server server, String user) {
        this.server = server;
        this.user = user;
        token = server.token(user);
        tokenSince = System.nanoTime();
    }

    /** Where the job is that the file has become. */
    String submitted(String path, String mediaType, Path file) throws IOException {
        HttpResponse<String> answer =
                server.send(request(path).header("Content-Type", mediaType).POST(BodyPublishers.ofFile(file)), UPLOAD);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("the file was not taken over: " + answer.statusCode());
        }
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The job when it is far enough. */
    JsonObject followed(String place, Predicate<JsonObject> farEnough) throws InterruptedException {
        long end = System.nanoTime() + JOB.toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> answer = server.send(request(place));
            // A busy database may keep one look waiting for too long: the next one will see.
            if (answer.statusCode() != 503) {
                JsonObject job = job(answer);
                if (farEnough.test(job)) {
                    return job;
                }
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        throw new IllegalStateException("the job does not end");
    }

    /** The job when it has ended. */
    JsonObject ended(String place) throws InterruptedException {
        return followed(place, job -> !isRunning(job));
    }

    /** What the job has refused, as the CSV that it offers. */
    String refused(String place) {
        return server.send(request(place + "/refused"), UPLOAD).body();
    }

    static boolean isRunning(JsonObject job) {
        return job.getString("state").equals("RUNNING");
    }

    private static JsonObject job(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the job is not told of: " + answer.statusCode());
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private HttpRequest.Builder request(String path) {
        if (System.nanoTime() - tokenSince > TOKEN.toNanos()) {
            token = server.token(user);
            tokenSince = System.nanoTime();
        }
        return HttpRequest.newBuilder(server.http(path)).header("Authorization", "Bearer " + token);
    }
}
