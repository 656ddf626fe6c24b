package uk.nhs.rtec.application.check;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** A tracker that knows what it was told. */
public final class MemoryPrescriptionTracker implements PrescriptionTracker {

    private final Map<PrescriptionId, PrescriptionTrace> traces = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Silence>> silence = new AtomicReference<>(Optional.empty());

    @Override
    public PrescriptionTrace find(PrescriptionId prescription, SdsUserId onBehalfOf) {
        return silence.get()
                .<PrescriptionTrace>map(PrescriptionTrace.NoAnswer::new)
                .orElseGet(() -> traces.getOrDefault(prescription, new PrescriptionTrace.NotFound()));
    }

    /** Keeps track of a prescription. */
    public void track(PrescriptionId id, TrackedPrescription prescription) {
        traces.put(id, new PrescriptionTrace.Found(prescription));
    }

    /** Knows a prescription, but not the issue of it. */
    public void loseIssue(PrescriptionId id) {
        traces.put(id, new PrescriptionTrace.IssueNotFound());
    }

    /** Gives no answer any more, for this reason. */
    public void fallSilent(Silence reason) {
        silence.set(Optional.of(reason));
    }

    /** Answers again. */
    public void speak() {
        silence.set(Optional.empty());
    }
}
