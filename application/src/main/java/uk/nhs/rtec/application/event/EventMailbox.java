package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.proof.Bytes;

/** Where national events are delivered and wait until they are acknowledged; never an exception for what it can do wrong. */
public interface EventMailbox {

    /** The messages that wait, the oldest first, as many as the mailbox lists at once. */
    Waiting waiting();

    /** One of the messages that wait. */
    Collecting collect(String messageId);

    /**
     * Takes a message that is stored safely out of the mailbox.
     *
     * @return nothing when it is out, as it is when it was out before; else why that is not known
     */
    Optional<Silence> acknowledge(String messageId);

    /** What the mailbox says is there. */
    sealed interface Waiting {

        /** These are there. */
        record Listed(List<String> messageIds) implements Waiting {

            public Listed {
                messageIds = List.copyOf(messageIds);
            }
        }

        /** One answer for each way. */
        default <T> T map(
                Function<? super Listed, ? extends T> listed, Function<? super NoAnswer, ? extends T> noAnswer) {
            if (this instanceof Listed answer) {
                return listed.apply(answer);
            }
            return noAnswer.apply((NoAnswer) this);
        }
    }

    /** What came of asking for one message. */
    sealed interface Collecting {

        /** A message, whatever it is worth. */
        record Collected(DeliveredMessage message) implements Collecting {}

        /** The mailbox has it no longer. */
        record Gone() implements Collecting {}

        /** One answer for each way. */
        default <T> T map(
                Function<? super Collected, ? extends T> collected,
                Function<? super Gone, ? extends T> gone,
                Function<? super NoAnswer, ? extends T> noAnswer) {
            if (this instanceof Collected answer) {
                return collected.apply(answer);
            }
            if (this instanceof Gone answer) {
                return gone.apply(answer);
            }
            return noAnswer.apply((NoAnswer) this);
        }
    }

    /** The mailbox did not say, or not now. */
    record NoAnswer(Silence silence) implements Waiting, Collecting {}

    /**
     * A message as it was delivered.
     *
     * @param id the mailbox's name for it
     * @param workflow what the mailbox says that it is about, such as {@code DEATHNOTIFICATION_1}; empty when it does not say
     * @param body the whole message as it came
     */
    record DeliveredMessage(String id, String workflow, Bytes body, Content content) {

        /** This message, heard at that moment. */
        DeliveredMessage heardAt(Instant moment) {
            return new DeliveredMessage(
                    id,
                    workflow,
                    body,
                    content.map(event -> new Content.Event(event.event().heardAt(moment)), unreadable -> unreadable));
        }

        @Override
        public String toString() {
            return "DeliveredMessage[…]";
        }
    }

    /** What can be read in a message. */
    sealed interface Content {

        /** A national event. */
        record Event(NationalEvent event) implements Content {}

        /** Not an event that can be read, and why: words of ours, nothing of the message. */
        record Unreadable(String why) implements Content {}

        /** One answer for each way. */
        default <T> T map(
                Function<? super Event, ? extends T> event, Function<? super Unreadable, ? extends T> unreadable) {
            if (this instanceof Event answer) {
                return event.apply(answer);
            }
            return unreadable.apply((Unreadable) this);
        }
    }
}
