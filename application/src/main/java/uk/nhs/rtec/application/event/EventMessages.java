package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import uk.nhs.rtec.domain.event.Finding;

/** Every message that ever came, each with what became of it; a body is kept until then only, or while nobody can read it. */
public interface EventMessages {

    /** Where an event stands among those that came before it. */
    enum Standing {
        /** It may tell something new. */
        NEW,
        /** The same event came before. */
        REPEATED,
        /** A later one of its patient and kind was applied. */
        OUTDATED
    }

    /**
     * Which of these messages of the mailbox are on record.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    Set<String> known(Collection<String> messageIds);

    /**
     * Puts a message on record, once: one that cannot be read is parked, any other waits to be applied.
     *
     * @return false when it was on record already
     * @throws EventsUnavailable when the store cannot say: then it is on record or not
     */
    boolean keep(EventMailbox.DeliveredMessage message, Instant receivedAt);

    /**
     * Events that wait and are due, the oldest first, of each patient only the one that came first, none of which is given to anybody else
     * until that moment.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    List<WaitingEvent> claim(int most, Instant now, Instant until);

    /**
     * Where the event stands.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    Standing standing(WaitingEvent event);

    /**
     * Concludes a message, once, with all that was found for it, or not at all.
     *
     * @return false when it is concluded already, or one of the findings is not the next of its number any more: then it was not
     * @throws EventsUnavailable when the store cannot say: then it is concluded or not
     */
    boolean conclude(WaitingEvent event, EventConclusion conclusion, List<Finding> findings, Instant at);

    /**
     * Leaves an event for later.
     *
     * @param event with the failures that are to be remembered
     * @throws EventsUnavailable when the store cannot say
     */
    void postpone(WaitingEvent event, Instant due);

    /**
     * Forgets the bodies of parked messages that were received before that moment; that they came stays on record.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    void forgetBodies(Instant before);

    /**
     * What meets the query, the newest first.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    EventPage find(EventQuery query);

    /**
     * How many there are.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    EventBacklog.Messages count();
}
