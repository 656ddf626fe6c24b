package uk.nhs.rtec.deployment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.event.EventMailbox;
import uk.nhs.rtec.domain.Silence;

/** A mailbox of which is known when it last answered: what waits in one that does not answer is lost after some days. */
class WatchedMailbox implements EventMailbox {

    private final EventMailbox mailbox;
    private final InstantSource clock;
    private volatile @Nullable Instant answered;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance is never asked.
    protected WatchedMailbox() {
        this(null, null);
    }

    WatchedMailbox(EventMailbox mailbox, InstantSource clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** When it last said what waits; nothing when it has not since this service began. */
    public Optional<Instant> lastAnswered() {
        return Optional.ofNullable(answered);
    }

    @Override
    public Waiting waiting() {
        Waiting waiting = mailbox.waiting();
        if (waiting instanceof Waiting.Listed) {
            answered = clock.instant();
        }
        return waiting;
    }

    @Override
    public Collecting collect(String messageId) {
        return mailbox.collect(messageId);
    }

    @Override
    public Optional<Silence> acknowledge(String messageId) {
        return mailbox.acknowledge(messageId);
    }
}
