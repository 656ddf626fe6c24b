package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Collected;
import uk.nhs.rtec.domain.Silence;

/** Empties the mailbox: what is acknowledged is on record, and what is on record is acknowledged, if not this time then the next. */
public final class EventReception implements ReceiveEvents {

    /** Somebody has to look at what nobody can read, and may be away for a while. */
    static final Duration UNREADABLE_KEPT = Duration.ofDays(90);

    private final EventMailbox mailbox;
    private final EventMessages messages;
    private final InstantSource clock;
    private final Backoff backoff;

    public EventReception(EventMailbox mailbox, EventMessages messages, InstantSource clock) {
        this.mailbox = mailbox;
        this.messages = messages;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    /** What became of one message of the mailbox. */
    private enum Step {
        STORED,
        NOTHING_NEW,
        SILENCE
    }

    @Override
    public int receive() {
        if (backoff.isOn()) {
            return 0;
        }
        messages.forgetBodies(clock.instant().minus(UNREADABLE_KEPT));
        return mailbox.waiting().map(listed -> receive(listed.messageIds()), noAnswer -> silent());
    }

    private int silent() {
        backoff.lengthen();
        return 0;
    }

    private int receive(List<String> ids) {
        Set<String> known = messages.known(ids);
        int stored = 0;
        for (String id : ids) {
            Step step = known.contains(id) ? Step.NOTHING_NEW : collect(id);
            stored += step == Step.STORED ? 1 : 0;
            boolean onRecord = step == Step.STORED || known.contains(id);
            if (step == Step.SILENCE || (onRecord && mailbox.acknowledge(id).isPresent())) {
                backoff.lengthen();
                return stored;
            }
        }
        backoff.end();
        return stored;
    }

    private Step collect(String id) {
        return mailbox.collect(id).map(this::keep, gone -> Step.NOTHING_NEW, noAnswer -> isOfOne(noAnswer.silence()));
    }

    /** Also what another node has just put on record is to be acknowledged: that node may be gone. */
    private Step keep(Collected collected) {
        messages.keep(collected.message(), clock.instant());
        return Step.STORED;
    }

    /** An answer that cannot be read is about one message, which stays where it is; any other silence will meet the next as well. */
    private static Step isOfOne(Silence silence) {
        return silence == Silence.UNREADABLE ? Step.NOTHING_NEW : Step.SILENCE;
    }
}
