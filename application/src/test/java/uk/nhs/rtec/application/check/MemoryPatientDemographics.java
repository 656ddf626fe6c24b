package uk.nhs.rtec.application.check;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;

/** Demographics that know what they were told. */
public final class MemoryPatientDemographics implements PatientDemographics {

    private final Map<NhsNumber, PatientTrace> traces = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Silence>> silence = new AtomicReference<>(Optional.empty());

    @Override
    public PatientTrace trace(NhsNumber number) {
        return silence.get()
                .<PatientTrace>map(PatientTrace.NoAnswer::new)
                .orElseGet(() ->
                        traces.getOrDefault(number, new PatientTrace.Untraced(PatientTrace.Untraced.Reason.UNKNOWN)));
    }

    /** Puts someone on record. */
    public void record(PatientRecord person) {
        traces.put(person.nhsNumber(), new PatientTrace.Traced(person));
    }

    /** Lets a number lead to someone who is on record under another. */
    public void supersede(NhsNumber superseded, PatientRecord survivor) {
        record(survivor);
        traces.put(superseded, new PatientTrace.Traced(survivor));
    }

    /** Withdraws a number. */
    public void invalidate(NhsNumber number) {
        traces.put(number, new PatientTrace.Untraced(PatientTrace.Untraced.Reason.INVALIDATED));
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
