package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NotFound;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;

final class MemoryPrescriptionTrackerTest implements PrescriptionTrackerContract {

    private final MemoryPrescriptionTracker tracker = new MemoryPrescriptionTracker();

    @Override
    public PrescriptionTracker tracker() {
        return tracker;
    }

    @Override
    public void tracks(PrescriptionId id, TrackedPrescription prescription) {
        tracker.track(id, prescription);
    }

    @Override
    public void losesIssue(PrescriptionId id) {
        tracker.loseIssue(id);
    }

    @Override
    public void fallsSilent(Silence silence) {
        tracker.fallSilent(silence);
    }

    @Test
    void afterASilenceItAnswersAgain() {
        tracker.fallSilent(Silence.TIMED_OUT);
        tracker.speak();

        assertThat(tracker.find(PRESCRIPTION, PHARMACIST)).isEqualTo(new NotFound());
    }
}
