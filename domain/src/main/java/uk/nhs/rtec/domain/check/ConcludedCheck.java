package uk.nhs.rtec.domain.check;

import java.time.Instant;

/** A check that is decided and not in the ledger yet: nobody may be told its outcome. */
public record ConcludedCheck(OpenCheck asked, CheckFindings findings, CheckOutcome outcome, Instant answeredAt) {

    /** Whether its outcome says anything of the exemption: a repeat of its request is then answered the same. */
    public boolean isDetermined() {
        return !(outcome instanceof CheckOutcome.Undetermined);
    }
}
