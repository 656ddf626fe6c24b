package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.Optional;

/** How far everything about national events has come; numbers only, for health and metrics. */
public record EventBacklog(Subscriptions subscriptions, Messages messages) {

    /**
     * Holders by what is to be done with them.
     *
     * @param wanted whose events are wanted: all but those of which a subscription is to end or has ended
     * @param active who are subscribed to, and are to be
     * @param toSubscribe who are to be, or to be anew
     * @param toEnd who are, and are not to be
     * @param unsubscribable whose numbers nobody has
     */
    public record Subscriptions(
            long wanted, long active, long toSubscribe, long toEnd, long parked, long unsubscribable) {}

    /**
     * Messages by what became of them.
     *
     * @param stored all that ever came
     * @param unapplied that wait to be applied
     * @param parked that cannot be read
     * @param oldestWaiting since when the longest waiting of them has been here
     */
    public record Messages(long stored, long unapplied, long parked, Optional<Instant> oldestWaiting) {}
}
