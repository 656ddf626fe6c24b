package uk.nhs.rtec.domain.check;

import java.util.function.Function;

/** What the ledger can tell of a check that it once recorded. */
public sealed interface KeptCheck permits RecordedCheck, ErasedCheck {

    /** The name of the check. */
    CheckId id();

    /** One answer for each way in which a check can be kept. */
    default <T> T map(
            Function<? super RecordedCheck, ? extends T> recorded, Function<? super ErasedCheck, ? extends T> erased) {
        if (this instanceof RecordedCheck check) {
            return recorded.apply(check);
        }
        return erased.apply((ErasedCheck) this);
    }
}
