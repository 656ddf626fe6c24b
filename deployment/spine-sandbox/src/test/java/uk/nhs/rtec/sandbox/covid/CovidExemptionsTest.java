package uk.nhs.rtec.sandbox.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
        Answer answer = sandbox.ask(byApp(question(number)));

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
        assertThat(sandbox.ask(byApp(question("9990548005"))).bodyText())
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
        Answer answer =
                sandbox.ask(byApp(Asking.get(RESOURCE + query.replace("questionnaire=FORM", "questionnaire=" + FORM)))
                        .with("X-Correlation-ID", "Mixed-Case"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).hasValue("application/fhir+json");
        assertThat(answer.headers()).containsEntry("X-Correlation-ID", "Mixed-Case");
        assertThat(answer.bodyText()).contains("\"code\":\"processing\"", named);
    }

    @Test
    void withoutARightTokenNothingIsTold() {
        Answer nobody = sandbox.ask(question("9990548021"));

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.bodyText()).contains("Provided access token is invalid");
        assertThat(asked("9990548021", "x", null).status()).isEqualTo(401);
        assertThat(asked("9990548021", sandbox.accessToken(), null).status()).isEqualTo(200);
        sandbox.registerOtherApplication("urn:nhsd:apim:app:level3:personal-demographics-service");
        assertThat(asked("9990548021", sandbox.accessTokenOfOtherApplication(), null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aPatientIsToldOfNobodyElseAndNeedsP9() {
        String idToken = sandbox.handedOut("user=patient&nhs_number=9990548021");
        String own = sandbox.exchanged(idToken);
        String p5 = sandbox.handedOut("user=patient&nhs_number=9990548021&proofing=P5");

        assertThat(asked("9990548021", own, idToken).status()).isEqualTo(200);
        assertThat(asked("9990548072", own, idToken).bodyText())
                .contains("NHS number in request doesn't match NHS number in NHS login account");
        assertThat(asked("9990548021", sandbox.exchanged(p5), p5).bodyText())
                .contains("Provided access token is invalid");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, nobody is signed in",
                "x, what is no token",
                "user=patient&nhs_number=9990548072, somebody else",
                "user=patient&nhs_number=9990548021&expires_in=-60, too late",
                "user=patient&nhs_number=9990548021&key=foreign, signed by a stranger",
                "user=patient&nhs_number=9990548021&alg=none, not signed",
                "user=patient&nhs_number=9990548021&kid=unknown, an unknown key",
                "user=patient&nhs_number=9990548021&issuer=https://elsewhere.example, another issuer",
                "user=patient&omit=nhs_number, without a number"
            })
    void aPatientsTokenAloneOpensNothing(@Nullable String form, String remark) {
        String own = sandbox.accessTokenFor("user=patient&nhs_number=9990548021");
        String idToken = form == null || form.equals("x") ? form : sandbox.handedOut(form);

        Answer answer = asked("9990548021", own, idToken);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.contentType()).hasValue("application/fhir+json");
        assertThat(answer.bodyText()).contains("\"code\":\"processing\"", "Missing or invalid ID token");
    }

    @Test
    void aBundleThatWasPutIsAnsweredInPlaceOfTheScenario() {
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"fullUrl\":\"x\"}]}";
        String token = sandbox.accessToken();

        assertThat(sandbox.ask(Asking.put("/_control/covid-exemptions/9990548005", bundle))
                        .status())
                .isEqualTo(204);
        assertThat(asked("9990548005", token, null).bodyText()).isEqualTo(bundle);
        sandbox.ask(Asking.of("DELETE", "/_control/covid-exemptions/9990548005"));
        assertThat(asked("9990548005", token, null).bodyText()).doesNotContain("entry");

        sandbox.ask(Asking.put("/_control/covid-exemptions/9990548005", bundle));
        sandbox.ask(Asking.of("DELETE", "/_control"));
        assertThat(asked("9990548005", token, null).bodyText()).doesNotContain("entry");
    }

    @ParameterizedTest
    @CsvSource({"9990548022, Bundle", "9990548021, Patient"})
    void whatIsNoBundleOfANumberIsRefused(String number, String type) {
        assertThat(sandbox.ask(Asking.put(
                                "/_control/covid-exemptions/" + number, "{\"resourceType\":\"" + type + "\"}"))
                        .status())
                .isEqualTo(400);
    }

    private Answer asked(String number, String token, @Nullable String idToken) {
        Asking asking = question(number).with("Authorization", "Bearer " + token);
        return sandbox.ask(idToken == null ? asking : asking.with("NHSD-User-Identity", idToken));
    }

    private Asking byApp(Asking asking) {
        return asking.with("Authorization", "Bearer " + sandbox.accessToken());
    }

    private static Asking question(String number) {
        return Asking.get(RESOURCE + "?patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + number
                + "&questionnaire=" + FORM);
    }
}
