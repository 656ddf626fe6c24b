package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// Senders that stall, break off, or send headers that nobody can read.
@ArquillianTest
@RunAsClient
class HostileSenderIT {

    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode\n";
    private static final int STALLED = 150;

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/rtec-api-gateway/search", "/register/v1/certificates/import"})
    void sendersThatStallHoldUpNobodyElse(String path) throws IOException {
        String token = rtec.token("pharmacist");
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(sent(path, "", 400, "x"));
            }
            Instant asked = Instant.now();

            HttpResponse<String> answer = rtec.search(token, Question.MEDICAL.json());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(4));
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 20_000, 60_000})
    void anImportThatBreaksOffIsNotAnsweredAsDoneAndTakesInNothingThatWasNotInIt(int cutAfter) throws IOException {
        String officer = rtec.token("register-officer");
        String pharmacist = rtec.token("pharmacist");
        String foreign = line("FOREIGN").repeat(250).substring(0, 16_000);
        for (int i = 0; i < 8; i++) {
            rtec.search(pharmacist, foreign);
        }
        String file = HEADER + line("CUT" + cutAfter).repeat(2_000);
        String headers = "Authorization: Bearer " + officer + "\r\nContent-Type: text/csv\r\n";
        try (Socket socket =
                sent("/register/v1/certificates/import", headers, file.length(), file.substring(0, cutAfter))) {
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).doesNotStartWith("HTTP/1.1 2");
        }
        assertThat(rtec.get(rtec.http("/register/v1/certificates/FOREIGN"), officer)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Accept          | application/json;q=abc | 406
            Accept          | garbage                | 406
            Accept-Language | en;q=zz                | 400
            Content-Type    | foo                    | 415
            """)
    void aHeaderThatCannotBeReadIsRefusedInTheApisOwnWords(String name, String value, int status) {
        HttpRequest.Builder request = HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                .header("Authorization", "Bearer " + rtec.token("pharmacist"))
                .setHeader("Content-Type", "application/json")
                .setHeader(name, value)
                .POST(BodyPublishers.ofString(Question.MEDICAL.json()));

        HttpResponse<String> answer = rtec.send(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Rtec.json(answer.body()).isNull("type")).isTrue();
    }

    @Test
    void controlCharactersInACorrelationIdAreRefusedAndNotSentBack() throws IOException {
        String body = Question.MEDICAL.json();
        String headers = "Authorization: Bearer " + rtec.token("pharmacist")
                + "\r\nContent-Type: application/json\r\nX-Correlation-ID: a\u0001b\r\nConnection: close\r\n";
        try (Socket socket = sent("/rtec-api-gateway/search", headers, body.length(), body)) {
            socket.setSoTimeout(20_000);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("\u0001");
        }
    }

    // The server's parser answers, with bytes that are fixed in it and before any handler is asked: the document says
    // so.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/v1/statistics?%",
                "/audit/v1/statistics?from=%zz",
                "/register/v1/covid-exemptions/unverified?after=%",
                "/rtec-api-gateway/search?%"
            })
    void anAddressThatCannotBeDecodedIs400WithoutABody(String path) throws IOException {
        try (Socket socket = sent(path, "X-Correlation-ID: c\r\n", 0, "")) {
            socket.setSoTimeout(20_000);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("Connection: close\r\n", "Content-Length: 0\r\n")
                    .endsWith("\r\n\r\n")
                    .doesNotContain("X-Correlation-ID");
        }
    }

    private Socket sent(String path, String headers, int length, String body) throws IOException {
        URI server = rtec.http("/");
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + length
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String line(String number) {
        return number + ",0006,2026-01-01,2027-01-01,holder,,Example,Ann,1990-01-01,EX1 1AM\n";
    }
}
