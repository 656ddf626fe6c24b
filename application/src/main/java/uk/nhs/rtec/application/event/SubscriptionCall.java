package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * What was asked of the national events service, when, and what it answered: to be kept of every creation, deletion and look (NEMS, Subscription
 * information governance).
 *
 * @param patient the number that was stated
 * @param end when the subscription was to end
 * @param result a word: {@code SUBSCRIBED}, {@code SUBSCRIBED_BEFORE}, {@code ENDED}, {@code THERE}, {@code ABSENT}, {@code NO_ANSWER}, or the code of a refusal
 */
public record SubscriptionCall(
        What what,
        NhsNumber patient,
        Optional<Instant> end,
        Instant at,
        String result,
        Optional<SubscriptionId> subscription) {

    /** What can be asked. */
    public enum What {
        SUBSCRIBE,
        UNSUBSCRIBE,
        LOOK
    }

    public SubscriptionCall {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return "SubscriptionCall[" + what + ", " + result + "]";
    }
}
