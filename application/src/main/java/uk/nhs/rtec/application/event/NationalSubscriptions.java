package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** The national events service, which tells our mailbox of the patients whom we subscribe to; never an exception for what it can do wrong. */
public interface NationalSubscriptions {

    /**
     * Subscribes to the events of one patient, of the kinds that the adapter is set up for.
     *
     * @param patient whom the national demographics have just confirmed under this very number
     * @param end when the subscription ends by itself
     */
    Subscribing subscribe(NhsNumber patient, Instant end);

    /** Ends a subscription; one that is not there any more has ended. */
    Unsubscribing unsubscribe(SubscriptionId subscription);

    /** Whether a subscription is there. */
    Looking look(SubscriptionId subscription);

    /** How an attempt to subscribe ended. */
    sealed interface Subscribing {

        /** It is there, under this id. */
        record Subscribed(SubscriptionId id) implements Subscribing {}

        /** It was there already, under this id. */
        record SubscribedBefore(SubscriptionId id) implements Subscribing {}

        /** It was there already, and the answer does not name it. */
        record SubscribedNameless() implements Subscribing {}

        /** One answer for each way. */
        default <T> T map(
                Function<? super Subscribed, ? extends T> subscribed,
                Function<? super SubscribedBefore, ? extends T> before,
                Function<? super SubscribedNameless, ? extends T> nameless,
                Function<? super Refused, ? extends T> refused,
                Function<? super NoAnswer, ? extends T> noAnswer) {
            if (this instanceof Subscribed answer) {
                return subscribed.apply(answer);
            }
            if (this instanceof SubscribedBefore answer) {
                return before.apply(answer);
            }
            if (this instanceof SubscribedNameless answer) {
                return nameless.apply(answer);
            }
            if (this instanceof Refused answer) {
                return refused.apply(answer);
            }
            return noAnswer.apply((NoAnswer) this);
        }
    }

    /** How an attempt to end a subscription ended. */
    sealed interface Unsubscribing {

        /** It is not there any more. */
        record Ended() implements Unsubscribing {}

        /** One answer for each way. */
        default <T> T map(
                Function<? super Ended, ? extends T> ended,
                Function<? super Refused, ? extends T> refused,
                Function<? super NoAnswer, ? extends T> noAnswer) {
            if (this instanceof Ended answer) {
                return ended.apply(answer);
            }
            if (this instanceof Refused answer) {
                return refused.apply(answer);
            }
            return noAnswer.apply((NoAnswer) this);
        }
    }

    /** What is known of a subscription. */
    sealed interface Looking {

        /**
         * It is there.
         *
         * @param active whether it still brings events
         */
        record There(boolean active) implements Looking {}

        /** It is not there. */
        record Absent() implements Looking {}

        /** One answer for each way. */
        default <T> T map(
                Function<? super There, ? extends T> there,
                Function<? super Absent, ? extends T> absent,
                Function<? super Refused, ? extends T> refused,
                Function<? super NoAnswer, ? extends T> noAnswer) {
            if (this instanceof There answer) {
                return there.apply(answer);
            }
            if (this instanceof Absent answer) {
                return absent.apply(answer);
            }
            if (this instanceof Refused answer) {
                return refused.apply(answer);
            }
            return noAnswer.apply((NoAnswer) this);
        }
    }

    /**
     * The service understood and will not: asking again changes nothing.
     *
     * @param code the Spine error code (Spine-ErrorOrWarningCode-1), such as {@code ACCESS_DENIED}
     */
    record Refused(String code) implements Subscribing, Unsubscribing, Looking {}

    /** The service did not say, or not now: whether it did what was asked is not known. */
    record NoAnswer(Silence silence) implements Subscribing, Unsubscribing, Looking {}
}
