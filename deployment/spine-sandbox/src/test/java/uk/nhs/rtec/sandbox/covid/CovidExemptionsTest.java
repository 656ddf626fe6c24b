package uk.nhs.rtec.sandbox.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;

class CovidExemptionsTest {
    private static final String RESOURCE = "/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse";
    private static final String FORM = "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "9990548021, 1, 'null', Approved: Exemption from COVID vaccination",
        "9990548072, 2, 2027-08-13T17:15:00+00:00, Approved: Exemption from COVID vaccination and testing",
        "9990548013, 3, 2027-08-13T17:15:00+00:00, Declined: Exemption from COVID vaccination",
        "9990548064, 4, 2027-08-13T17:15:00+00:00, Declined: Exemption from COVID vaccination and testing"
    })
    void theRemainderOfTheNumberDecides(String number, String code, String end, String display) {
        Answer answer = sandbox.ask(question(number));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).hasValue("application/fhir+json");
        assertThat(answer.bodyText())
                .contains(
                        "\"value\":\"" + number + "\"",
                        "\"code\":\"" + code + "\",\"display\":\"" + display + "\"",
                        "{\"valueDateTime\":\"2026-08-13T17:15:00+00:00\"}",
                        "\"" + end + "\"}]}]}}]}");
    }

    @Test
    void aNumberThatFiveDividesHasNone() {
        assertThat(sandbox.ask(question("9990548005")).bodyText())
                .isEqualTo("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "?questionnaire=FORM, [patient.identifier]",
        "?questionnaire=FORM&patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990548022, [patient.identifier]",
        "?patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990548021, [questionnaire]",
        "?patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990548021&questionnaire=FORM&coding=1, 'coding'"
    })
    void aQuestionThatIsWrongIsAnsweredAsDocumented(String query, String named) {
        Answer answer = sandbox.ask(Asking.get(RESOURCE + query.replace("questionnaire=FORM", "questionnaire=" + FORM))
                .with("X-Correlation-ID", "Mixed-Case"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).hasValue("application/fhir+json");
        assertThat(answer.headers()).containsEntry("X-Correlation-ID", "Mixed-Case");
        assertThat(answer.bodyText()).contains("\"code\":\"processing\"", named);
    }

    @Test
    void aTokenThatIsSentMustBeRight() {
        assertThat(asked("9990548021", "x").status()).isEqualTo(401);
        assertThat(asked("9990548021", sandbox.accessToken()).status()).isEqualTo(200);
        sandbox.registerOtherApplication("urn:nhsd:apim:app:level3:personal-demographics-service");
        assertThat(asked("9990548021", sandbox.accessTokenOfOtherApplication()).status())
                .isEqualTo(401);
    }

    @Test
    void aPatientIsToldOfNobodyElseAndNeedsP9() {
        String own = sandbox.accessTokenFor("user=patient&nhs_number=9990548021");
        String p5 = sandbox.accessTokenFor("user=patient&nhs_number=9990548021&proofing=P5");

        assertThat(asked("9990548021", own).status()).isEqualTo(200);
        assertThat(asked("9990548072", own).status()).isEqualTo(401);
        assertThat(asked("9990548021", p5).status()).isEqualTo(401);
    }

    private Answer asked(String number, String token) {
        return sandbox.ask(question(number).with("Authorization", "Bearer " + token));
    }

    private static Asking question(String number) {
        return Asking.get(RESOURCE + "?patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + number
                + "&questionnaire=" + FORM);
    }
}
