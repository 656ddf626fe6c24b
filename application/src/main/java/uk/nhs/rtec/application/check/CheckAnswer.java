package uk.nhs.rtec.application.check;

import java.util.function.Function;
import uk.nhs.rtec.domain.check.RecordedCheck;

/** What a requester can be answered. */
public sealed interface CheckAnswer {

    /** The check is on record, and may be answered. */
    record OnRecord(RecordedCheck check) implements CheckAnswer {}

    /** The request id named another question within the last 24 hours: nothing was checked. */
    record RequestIdReused() implements CheckAnswer {}

    /** One answer for each way that a request can end. */
    default <T> T map(
            Function<? super OnRecord, ? extends T> onRecord, Function<? super RequestIdReused, ? extends T> reused) {
        if (this instanceof OnRecord answer) {
            return onRecord.apply(answer);
        }
        return reused.apply((RequestIdReused) this);
    }
}
