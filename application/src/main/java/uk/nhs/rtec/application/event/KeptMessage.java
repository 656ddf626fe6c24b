package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.event.NationalEvent;

/**
 * A message as it is on record.
 *
 * @param place its place among all that came
 * @param id the mailbox's name for it
 * @param event empty when it cannot be read
 * @param unreadable why it cannot
 * @param conclusion empty while it waits
 */
public record KeptMessage(
        long place,
        String id,
        String workflow,
        Instant receivedAt,
        Optional<NationalEvent> event,
        Optional<String> unreadable,
        Optional<Concluded> conclusion) {

    /** What became of it, and when. */
    public record Concluded(EventConclusion conclusion, Instant at) {}

    @Override
    public String toString() {
        return "KeptMessage[" + place + "]";
    }
}
