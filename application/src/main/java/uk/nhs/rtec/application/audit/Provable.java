package uk.nhs.rtec.application.audit;

import java.util.function.Function;
import uk.nhs.rtec.domain.proof.Evidence;

/** Whether a check that is on record can be proved now. */
public sealed interface Provable {

    /** It can, to anybody who has the ledger's public key. */
    record Proved(Evidence evidence) implements Provable {}

    /** It is not under a checkpoint yet: moments after it was recorded. */
    record NotSignedYet() implements Provable {}

    /** Its batch was taken out of the log after others of its node came in: rows were tampered with, and no waiting helps. */
    record NotInLog() implements Provable {}

    /** The keys of its month were destroyed, and with them what its patient's commitments are made of; evidence from before stays valid. */
    record Erased() implements Provable {}

    /** One answer for each case. */
    default <T> T map(
            Function<? super Proved, ? extends T> proved,
            Function<? super NotSignedYet, ? extends T> notSignedYet,
            Function<? super NotInLog, ? extends T> notInLog,
            Function<? super Erased, ? extends T> erased) {
        if (this instanceof Proved it) {
            return proved.apply(it);
        }
        if (this instanceof NotSignedYet it) {
            return notSignedYet.apply(it);
        }
        if (this instanceof NotInLog it) {
            return notInLog.apply(it);
        }
        return erased.apply((Erased) this);
    }
}
