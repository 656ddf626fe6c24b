package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

/** Judges claims by the checks that are on record now. */
final class Judgement {

    private Judgement() {}

    /**
     * Adds a verdict to every claim for these prescriptions of which the checks say something new; what was said before stays.
     *
     * @return how many verdicts were added
     */
    static int of(ClaimStore store, Collection<PrescriptionId> prescriptions, Instant at) {
        List<Decision> decisions = store.examine(prescriptions).stream()
                .map(claim -> claim.newDecision(at))
                .flatMap(Optional::stream)
                .toList();
        store.keep(decisions);
        return decisions.size();
    }
}
