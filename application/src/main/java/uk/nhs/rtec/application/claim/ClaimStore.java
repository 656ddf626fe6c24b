package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

/**
 * Claims and the verdicts on them, to which is only ever added, beside the checks on record. Every method throws {@link HistoryUnavailable}
 * when the store cannot say; then nothing of what it was to keep is kept.
 */
public interface ClaimStore {

    /**
     * Takes claims in; one that is the same in everything but the patient is there already. Several nodes may take in the same ones at
     * once. Of a patient only so much is kept as finds the checks of the day of the claim.
     */
    Added add(List<StatedClaim> claims, Authorship by);

    /**
     * Every claim for these prescriptions beside the answers that bear on it: of those that one organisation was given in the same words at
     * least the first and the last, on which alone a verdict can hang.
     */
    List<KeptClaim> examine(Collection<PrescriptionId> prescriptions);

    /** Keeps decisions; one whose place is taken by somebody else's is left out. */
    void keep(List<Decision> decisions);

    /** The months of the ledger whose checks were taken out of it and are not back. */
    Set<YearMonth> archivedMonths();

    /** The last check that was looked at for claims that came before it; empty when none was. */
    Optional<CheckCursor> lookedAt();

    /**
     * Checks in the order in which they were asked for, and by their ids.
     *
     * @param after those that come after this one
     * @param before those that were asked for before this moment
     */
    List<CheckedPrescription> checks(Optional<CheckCursor> after, Instant before, int most);

    /** Puts on record how far checks were looked at; never goes back. */
    void lookedAt(CheckCursor last);

    /**
     * What became of claims.
     *
     * @param each whether it was added, in their order
     * @param examined what {@link #examine} says of their prescriptions: these claims, and those that were there already
     */
    record Added(List<Boolean> each, List<KeptClaim> examined) {

        public Added {
            each = List.copyOf(each);
            examined = List.copyOf(examined);
        }
    }

    /** That a check was made for a prescription. */
    record CheckedPrescription(CheckCursor place, PrescriptionId prescription) {}
}
