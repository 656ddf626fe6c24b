package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.application.check.PrescriptionTrackerContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.spine.eps.EpsPrescriptionTracker;
import uk.nhs.rtec.spine.eps.TrackerApi;
import uk.nhs.rtec.spine.eps.TrackerSettings;

// What every tracker owes, kept by the real client against the running sandbox.
@ArquillianTest
@RunAsClient
class SandboxPrescriptionTrackerIT implements PrescriptionTrackerContract {

    static final TrackerSettings US = new TrackerSettings(new Asid("200000002001"), "200000002002");

    private Rtec rtec;
    private PrescriptionTracker tracker;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
        tracker = new EpsPrescriptionTracker(SpineClients.client(TrackerApi.class, rtec.sandbox("/spine-sandbox")), US);
    }

    @AfterEach
    void everyPrescriptionIsAsBefore() {
        rtec.resetSandbox();
    }

    @Override
    public PrescriptionTracker tracker() {
        return tracker;
    }

    @Override
    public void tracks(PrescriptionId id, TrackedPrescription prescription) {
        rtec.control("/prescriptions/" + id.inTheClear(), prescription(prescription, "1"));
    }

    /** Of two issues the one that is current is not there. */
    @Override
    public void losesIssue(PrescriptionId id) {
        rtec.control(
                "/prescriptions/" + id.inTheClear(),
                prescription(
                        new TrackedPrescription(
                                PATIENT, PrescriptionState.WITH_DISPENSER, PrescriptionOrigin.ENGLISH_NHS),
                        "2"));
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> rtec.fault("eps", "{\"latencyMs\":30000}");
            case UNREACHABLE -> rtec.fault("eps", "{\"kind\":\"refuse\"}");
            case REFUSED -> rtec.fault("eps", "{\"status\":503}");
            case UNREADABLE -> rtec.fault("eps", "{\"kind\":\"html\"}");
            case NOT_ASKED ->
                tracker = new EpsPrescriptionTracker(
                        (id, format, asid, user, role, trace) -> {
                            throw new CircuitBreakerOpenException();
                        },
                        US);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, REFUSED",
        "4, REFUSED",
        "5, REFUSED",
        "6, UNREADABLE",
        "7, UNREADABLE",
        "8, UNREADABLE",
        "50, UNREADABLE",
        "51, UNREADABLE",
        "52, UNREADABLE",
        "53, UNREADABLE",
        "54, UNREADABLE",
        "55, UNREADABLE",
        "56, UNREADABLE",
        "57, UNREADABLE",
        "58, UNREADABLE",
        "59, UNREADABLE",
        "60, UNREADABLE",
        "61, UNREADABLE"
    })
    void aCodeThatTellsOfNoPrescriptionIsSilence(String code, Silence silence) {
        rtec.control("/prescriptions/" + PRESCRIPTION.inTheClear(), "{\"statusCode\":\"" + code + "\"}");

        assertThat(tracker.find(PRESCRIPTION, PHARMACIST)).isEqualTo(new NoAnswer(silence));
    }

    private static String prescription(TrackedPrescription prescription, String currentIssue) {
        String type =
                switch (prescription.origin()) {
                    case ENGLISH_NHS -> "0101";
                    case PRIVATE -> "0901";
                    case WELSH -> "0201";
                    case ISLE_OF_MAN -> "0501";
                };
        return """
                {"patientNhsNumber":"%s","prescriptionType":{"prescriptionTypeCode":"%s"},"currentIssueNumber":"%s",\
                "issues":{"1":{"issueNumber":"1","prescriptionStatus":{"statusCode":"%s"}}}}""".formatted(
                        prescription.patient().inTheClear(),
                        type,
                        currentIssue,
                        prescription.state().code());
    }
}
