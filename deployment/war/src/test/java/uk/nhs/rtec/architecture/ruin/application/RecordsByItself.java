package uk.nhs.rtec.architecture.ruin.application;

import java.util.Optional;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;

/** A use case that makes recorded checks which nobody recorded. */
public final class RecordsByItself {

    private RecordsByItself() {}

    static Optional<RecordedCheck> recorded(Optional<ConcludedCheck> check) {
        return check.map(RecordedCheck::new);
    }
}
