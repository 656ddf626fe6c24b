package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

// Whatever happened on any server until now, good, bad and broken: nothing of a patient and no token is in its logs.
@ArquillianTest
@RunAsClient
class SilentLogIT {

    private static final String CANARY = "7777777781";

    @Test
    void nothingOfAPatientAndNoTokenIsInAnyLog() throws IOException {
        Rtec rtec = Rtec.running();
        String token = rtec.token("pharmacist");
        List<Question> asked = List.of(Question.MEDICAL, Question.RESTRICTED, Question.MEDICAL.withSurname("Ramsay"));
        asked.forEach(question -> rtec.search(token, question.json()));
        rtec.search(token, Question.MEDICAL.json() + " and more");
        rtec.fault("pds", "{\"kind\":\"reset\",\"rate\":1}");
        rtec.search(token, Question.MEDICAL.json());
        rtec.resetSandbox();
        writtenWhereverACallerCanWrite(rtec, token);

        List<Path> logs = logs();
        assertThat(logs).contains(rtec.serverLog());
        for (Path log : logs) {
            String text = Files.readString(log);
            assertThat(text).doesNotContain(token.substring(0, 30), CANARY);
            asked.forEach(question -> assertThat(text)
                    .doesNotContain(
                            question.nhsNumber(),
                            question.surname(),
                            question.dob(),
                            question.postcode(),
                            question.prescriptionId()));
        }
    }

    /** Of every server that any JVM's tests have started. */
    private static List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        try (DirectoryStream<Path> servers =
                Files.newDirectoryStream(Path.of(ServerUnderTest.required("acceptance.target")), "server-*")) {
            for (Path server : servers) {
                Path folder = server.resolve("standalone/log");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.filter(Files::isRegularFile).forEach(logs::add);
                    }
                }
            }
        }
        return logs;
    }

    /** Paths, headers and claims that the server itself would repeat in its log. */
    private static void writtenWhereverACallerCanWrite(Rtec rtec, String token) {
        String body = Question.MEDICAL.json();
        rtec.post(rtec.http("/rtec-api-gateway/" + CANARY + "/search"), "x.y.z", "application/json", body);
        rtec.post(rtec.http("/audit/v1/checks/search"), rtec.token("auditor"), CANARY, body);
        rtec.search(rtec.tokenOf("user=pharmacist&claim.groups=" + CANARY), body);
        for (String header : List.of("Accept", "Accept-Language")) {
            rtec.send(HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header(header, CANARY + ";q=x")
                    .POST(BodyPublishers.ofString(body)));
        }
    }
}
