package uk.nhs.rtec.acceptance;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidExemptionSourceContract;
import uk.nhs.rtec.application.covid.ExampleCovid;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.covid.FhirCovidExemptionSource;
import uk.nhs.rtec.spine.covid.MedicalExemptionsApi;

// What every source owes, kept by the real client against the running sandbox, its token service included.
@ArquillianTest
@RunAsClient
class SandboxCovidSourceIT implements CovidExemptionSourceContract {

    private final Instant now = Instant.now();
    private Rtec rtec;
    private CovidExemptionSource source;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
        InstantSource clock = InstantSource.system();
        SpineClients clients = new SpineClients(rtec, clock);
        source = new FhirCovidExemptionSource(
                clients.client(MedicalExemptionsApi.class, "/spine-sandbox/covid-medical-exemptions/FHIR/R4"),
                clients.tokens(),
                clients.patientTokens(),
                clock);
    }

    @AfterEach
    void everyNumberAnswersWithItsScenarioAgain() {
        rtec.resetSandbox();
    }

    @Override
    public CovidExemptionSource source() {
        return source;
    }

    @Override
    public void holds(NhsNumber number, List<CovidExemption> exemptions) {
        rtec.control("/covid-exemptions/" + number.inTheClear(), bundle(exemptions));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Asking byPatient(NhsNumber number) {
        LoginToken token = new LoginToken(rtec.tokenOf("user=patient&nhs_number=" + number.inTheClear()));
        return new Asking(ExampleCovid.BY_APP.app(), Optional.of(new SignedInPatient(number, ProofingLevel.P9, token)));
    }

    private static String bundle(List<CovidExemption> exemptions) {
        JsonObjectBuilder bundle =
                Json.createObjectBuilder().add("resourceType", "Bundle").add("type", "searchset");
        if (!exemptions.isEmpty()) {
            JsonArrayBuilder entries = Json.createArrayBuilder();
            exemptions.forEach(
                    exemption -> entries.add(Json.createObjectBuilder().add("resource", resource(exemption))));
            bundle.add("entry", entries);
        }
        return bundle.build().toString();
    }

    private static JsonObjectBuilder resource(CovidExemption exemption) {
        JsonObjectBuilder end = exemption
                .period()
                .end()
                .map(last -> Json.createObjectBuilder().add("valueDateTime", last.toString()))
                .orElseGet(() -> Json.createObjectBuilder().add("valueString", "null"));
        return Json.createObjectBuilder()
                .add("resourceType", "QuestionnaireResponse")
                .add("id", exemption.id().value())
                .add("questionnaire", "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption")
                .add("status", "completed")
                .add(
                        "subject",
                        Json.createObjectBuilder()
                                .add("reference", "#p1")
                                .add(
                                        "identifier",
                                        Json.createObjectBuilder()
                                                .add("system", "https://fhir.nhs.uk/Id/nhs-number")
                                                .add(
                                                        "value",
                                                        exemption.nhsNumber().inTheClear()))
                                .add("display", exemption.name().inTheClear()))
                .add(
                        "contained",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("id", "p1")
                                        .add("resourceType", "Patient")
                                        .add(
                                                "birthDate",
                                                exemption
                                                        .birthDate()
                                                        .inTheClear()
                                                        .toString())))
                .add(
                        "item",
                        Json.createArrayBuilder()
                                .add(item(
                                        "exemptionStatus",
                                        Json.createObjectBuilder()
                                                .add(
                                                        "valueCoding",
                                                        Json.createObjectBuilder()
                                                                .add(
                                                                        "system",
                                                                        "https://fhir.nhs.uk/CodeSystem/covid-vaccination-medical-exemption")
                                                                .add(
                                                                        "code",
                                                                        exemption
                                                                                .status()
                                                                                .code()))))
                                .add(item(
                                        "exemptionPeriodStart",
                                        Json.createObjectBuilder()
                                                .add(
                                                        "valueDateTime",
                                                        exemption
                                                                .period()
                                                                .start()
                                                                .toString())))
                                .add(item("exemptionPeriodEnd", end)));
    }

    private static JsonObjectBuilder item(String linkId, JsonObjectBuilder answer) {
        return Json.createObjectBuilder()
                .add("linkId", linkId)
                .add("answer", Json.createArrayBuilder().add(answer));
    }
}
