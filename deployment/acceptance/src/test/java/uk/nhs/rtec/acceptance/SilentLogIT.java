package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

// Whatever happened on this server until now, good, bad and broken: nothing of a patient and no token is in its logs.
@ArquillianTest
@RunAsClient
class SilentLogIT {

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

        try (Stream<Path> logs = Files.walk(rtec.serverLog().getParent())) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(log);
                assertThat(text).doesNotContain(token.substring(0, 30));
                asked.forEach(question -> assertThat(text)
                        .doesNotContain(
                                question.nhsNumber(),
                                question.surname(),
                                question.dob(),
                                question.postcode(),
                                question.prescriptionId()));
            }
        }
    }
}
