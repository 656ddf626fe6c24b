package uk.nhs.rtec.acceptance;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PatientDemographicsContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.spine.pds.CallRate;
import uk.nhs.rtec.spine.pds.PdsApi;
import uk.nhs.rtec.spine.pds.PdsPatientDemographics;
import uk.nhs.rtec.spine.pds.PdsSettings;

// What all demographics owe, kept by the real client against the running sandbox, with tokens from its token service.
@ArquillianTest
@RunAsClient
class SandboxPatientDemographicsIT implements PatientDemographicsContract {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final String PATIENTS = "/patients/";

    private Rtec rtec;
    private SpineClients clients;
    private PatientDemographics demographics;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
        clients = new SpineClients(rtec, CLOCK);
        demographics = over(clients.client(PdsApi.class, "/spine-sandbox/personal-demographics/FHIR/R4"));
    }

    @AfterEach
    void everybodyIsAsBefore() {
        rtec.resetSandbox();
    }

    @Override
    public PatientDemographics demographics() {
        return demographics;
    }

    @Override
    public void records(PatientRecord person) {
        rtec.control(PATIENTS + person.nhsNumber().inTheClear(), patient(person));
    }

    @Override
    public void supersedes(NhsNumber superseded, PatientRecord survivor) {
        records(survivor);
        rtec.control(
                PATIENTS + superseded.inTheClear(),
                "{\"supersededBy\":\"%s\"}".formatted(survivor.nhsNumber().inTheClear()));
    }

    @Override
    public void invalidates(NhsNumber number) {
        rtec.control(PATIENTS + number.inTheClear(), "{\"invalidated\":true}");
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> rtec.fault("pds", "{\"latencyMs\":30000}");
            case UNREACHABLE -> rtec.fault("pds", "{\"kind\":\"refuse\"}");
            case REFUSED -> rtec.fault("pds", "{\"status\":503}");
            case UNREADABLE -> rtec.fault("pds", "{\"kind\":\"html\"}");
            case NOT_ASKED ->
                demographics = over((number, authorization, requestId) -> {
                    throw new CircuitBreakerOpenException();
                });
        }
    }

    private PatientDemographics over(PdsApi pds) {
        return new PdsPatientDemographics(
                pds,
                clients.tokens(),
                new PdsSettings(Duration.ofSeconds(4)),
                CallRate.perSecond(0).turnsOf(CallRate.Caller.CHECK),
                CLOCK);
    }

    private static String patient(PatientRecord person) {
        String label = person.marks().contains(Mark.RESTRICTED) ? "R" : "U";
        JsonObjectBuilder patient = Json.createObjectBuilder()
                .add("resourceType", "Patient")
                .add("id", person.nhsNumber().inTheClear())
                .add(
                        "meta",
                        Json.createObjectBuilder()
                                .add("versionId", "1")
                                .add("security", list(Json.createObjectBuilder().add("code", label))));
        person.surname().ifPresent(surname -> {
            JsonObjectBuilder name =
                    Json.createObjectBuilder().add("use", "usual").add("family", surname.inTheClear());
            person.forename()
                    .ifPresent(
                            given -> name.add("given", Json.createArrayBuilder().add(given.inTheClear())));
            patient.add("name", list(name));
        });
        person.dateOfBirth()
                .ifPresent(born -> patient.add("birthDate", born.inTheClear().toString()));
        person.postcode()
                .ifPresent(postcode -> patient.add(
                        "address",
                        list(Json.createObjectBuilder().add("use", "home").add("postalCode", postcode.inTheClear()))));
        if (person.marks().contains(Mark.DECEASED)) {
            patient.add("deceasedDateTime", "2026-01-02T00:00:00+00:00");
        }
        return patient.build().toString();
    }

    private static JsonArrayBuilder list(JsonObjectBuilder only) {
        return Json.createArrayBuilder().add(only);
    }
}
