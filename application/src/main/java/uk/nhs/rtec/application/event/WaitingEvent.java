package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import uk.nhs.rtec.domain.event.NationalEvent;

/**
 * An event that is stored and not applied.
 *
 * @param place the place of its message among all that came
 * @param failures how often in a row it could not be applied
 */
public record WaitingEvent(long place, NationalEvent event, int failures) {

    /** When to try again after one failure more. */
    Instant dueAfterFailing(Instant now) {
        Duration wait = Backoff.after(failures + 1);
        return now.plus(wait);
    }
}
