package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// A file is handed over, followed, broken off, and told of when it is done.
@ArquillianTest
@RunAsClient
class ImportJobIT {

    private static final String JOBS = "/register/v1/imports";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rtec rtec;
    private String officer;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
        officer = rtec.token("register-officer");
    }

    @Test
    void aFileOfCertificatesIsTakenInAndTheSameOnceMoreChangesNothing() {
        RegisterLines lines = RegisterLines.some(12_000);

        String place = submitted("certificates", lines.file());
        List<JsonObject> seen = followed(place);
        JsonObject ended = seen.get(seen.size() - 1);

        assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(counters(ended)).isEqualTo(lines.counters());
        assertThat(ended.getInt("perSecond")).isPositive();
        assertThat(ended.isNull("expectedEnd")).isTrue();
        assertThat(seen).allSatisfy(job -> {
            assertThat(job.getInt("read"))
                    .isEqualTo(job.getInt("accepted") + job.getInt("unchanged") + job.getInt("refused"));
            assertThat(job.isNull("expectedEnd")).isEqualTo(job.getInt("read") == 0 || job == ended);
        });
        assertThat(rtec.get(rtec.http(place + "/refused"), officer).body()).isEqualTo(lines.refused());
        assertThat(rtec.get(rtec.http("/register/v1/certificates/" + lines.number(0)), officer)
                        .statusCode())
                .isEqualTo(200);

        List<JsonObject> again = followed(submitted("certificates", lines.file()));
        assertThat(again.get(again.size() - 1).getInt("accepted")).isZero();
        assertThat(again.get(again.size() - 1).getInt("unchanged")).isEqualTo(ended.getInt("accepted"));
    }

    @Test
    void aFileOfCovidExemptionsIsTakenIn() {
        String id = UUID.randomUUID().toString();
        String file = "record_id,nhs_number,name,birth_date,status,period_start,period_end\n"
                + id + ",9990548021,Imogen Ashdown-Okafor,1979-02-11,1,2026-01-10,\n"
                + id + "x,9990548021,Imogen Ashdown-Okafor,1979-02-11,5,2026-01-10,\n"
                + id + ",9990548021,Imogen Ashdown-Okafor,1979-02-11,2,2026-01-10,\n";

        String place = submitted("covid-exemptions", file);
        List<JsonObject> seen = followed(place);

        assertThat(counters(seen.get(seen.size() - 1))).isEqualTo("3 read, 1 accepted, 0 unchanged, 2 refused");
        assertThat(rtec.get(rtec.http(place + "/refused"), officer).body()).isEqualTo("""
                        line,column,reason
                        3,status,"is not 1, 2, 3 or 4"
                        4,record_id,"is held with other details, and what was captured is never changed"
                        """);
        assertThat(rtec.get(rtec.http("/register/v1/covid-exemptions/" + id), officer)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aJobThatIsCancelledStopsAndWhatIsStoredStays() {
        RegisterLines lines = RegisterLines.some(150_000);
        String place = submitted("certificates", lines.file());
        await().atMost(PATIENCE).until(() -> job(place).getInt("read") > 0);

        HttpResponse<String> cancelled = delete(place);

        assertThat(cancelled.statusCode()).isEqualTo(200);
        JsonObject ended = Rtec.json(cancelled.body());
        assertThat(ended.getString("state")).isEqualTo("CANCELLED");
        assertThat(ended.getInt("read")).isBetween(1, 149_999);
        assertThat(delete(place).statusCode()).isEqualTo(409);

        // Whatever was under way by then is over when the next job is done.
        followed(submitted("certificates", RegisterLines.some(10).file()));
        assertThat(job(place).getInt("read")).isEqualTo(ended.getInt("read"));
        int last = ended.getInt("read") - 1;
        assertThat(isThere(lines, last - (lines.isFaulty(last) ? 1 : 0))).isTrue();
        assertThat(isThere(lines, ended.getInt("read") + 1)).isFalse();
    }

    @Test
    void metersTellHowManyJobsThereAre() {
        assertThat(rtec.get(rtec.management("/metrics")).body())
                .contains("rtec_import_jobs{", "state=\"held\"", "state=\"waiting\"");
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "?kind=certificates,     text/csv,                    400",
        "?kind=covid-exemptions, text/csv,                    400",
        "?kind=claims,           text/csv,                    400",
        "'',                     text/csv,                    400",
        "?kind=certificates,     application/json,            415",
        "?kind=certificates,     text/csv;charset=iso-8859-1, 415",
    })
    void whatIsNoFileIsRefusedAtOnce(String query, String type, int status) {
        HttpResponse<String> answer = rtec.post(rtec.http(JOBS + query), officer, type, "a,b\n1,2\n");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void theRefusalIsThatOfAnImportAtOnce() {
        assertThat(rtec.post(rtec.http(JOBS + "?kind=certificates"), officer, "text/csv", "a,b\n1,2\n")
                        .body())
                .isEqualTo(rtec.post(rtec.http("/register/v1/certificates/import"), officer, "text/csv", "a,b\n1,2\n")
                        .body());
    }

    /** The server under test has the default, 2 GiB; the first 32 KiB of a body are taken in before anybody looks at the request. */
    @Test
    void aFileThatSaysThatItIsTooLongIs413() throws IOException {
        try (Socket socket = begun("Content-Length: 2147483649\r\n\r\n" + "x".repeat(64 * 1024))) {
            assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 413 ");
        }
    }

    @Test
    void aFileThatBreaksOffOnItsWayInIsNoJob() throws IOException {
        String file = RegisterLines.some(1_000).file();
        try (Socket socket = begun("Content-Length: " + 2 * file.length() + "\r\n\r\n" + file)) {
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain(" 202 ", "Location");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/6f1c0d3e-0000-4000-8000-000000000000", "/x", "/6f1c0d3e-0000-4000-8000-000000000000/refused"})
    void aJobThatThereIsNotIs404(String path) {
        assertThat(rtec.get(rtec.http(JOBS + path), officer).statusCode()).isEqualTo(404);
        assertThat(delete(JOBS + "/6f1c0d3e-0000-4000-8000-000000000000").statusCode())
                .isEqualTo(404);
    }

    private String submitted(String kind, String file) {
        HttpResponse<String> answer = rtec.post(rtec.http(JOBS + "?kind=" + kind), officer, "text/csv", file);
        assertThat(answer.statusCode()).isEqualTo(202);
        String place = answer.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo(JOBS + "/" + Rtec.json(answer.body()).getString("id"));
        return place;
    }

    /** Every state of the job that was seen, the last of them its end. */
    private List<JsonObject> followed(String place) {
        List<JsonObject> seen = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            seen.add(job(place));
            return !seen.get(seen.size() - 1).getString("state").equals("RUNNING");
        });
        return seen;
    }

    private JsonObject job(String place) {
        HttpResponse<String> answer = rtec.get(rtec.http(place), officer);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Rtec.json(answer.body());
    }

    private HttpResponse<String> delete(String place) {
        return rtec.send(HttpRequest.newBuilder(rtec.http(place))
                .header("Authorization", "Bearer " + officer)
                .DELETE());
    }

    private boolean isThere(RegisterLines lines, int line) {
        return rtec.get(rtec.http("/register/v1/certificates/" + lines.number(line)), officer)
                        .statusCode()
                == 200;
    }

    /** A request with this at the end of its head, and after it. */
    private Socket begun(String rest) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), rtec.http("/").getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream()
                .write(("POST " + JOBS + "?kind=certificates HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: text/csv\r\nAuthorization: Bearer " + officer + "\r\n" + rest)
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    static String counters(JsonObject job) {
        return job.getInt("read") + " read, " + job.getInt("accepted") + " accepted, " + job.getInt("unchanged")
                + " unchanged, " + job.getInt("refused") + " refused";
    }
}
