package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Collected;
import uk.nhs.rtec.domain.Silence;

/** Empties the mailbox: what is acknowledged is on record, and what is on record is acknowledged, if not this time then the next. */
public final class EventReception implements ReceiveEvents {

    /** Somebody has to look at what nobody can read, and may be away for a while. */
    static final Duration UNREADABLE_KEPT = Duration.ofDays(90);

    private static final int MOST_FAILURES = 3;

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
        /** From an earlier time, when it could not be acknowledged. */
        ON_RECORD,
        /** It stays where it is, if it is there. */
        NOTHING,
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
        List<EventsUnavailable> failures = new ArrayList<>();
        int stored = 0;
        for (String id : ids) {
            Step step = receive(id, known.contains(id), failures);
            stored += step == Step.STORED ? 1 : 0;
            if (step == Step.SILENCE
                    || (isOnRecord(step) && mailbox.acknowledge(id).isPresent())) {
                backoff.lengthen();
                return stored;
            }
        }
        backoff.end();
        failures.stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        return stored;
    }

    private static boolean isOnRecord(Step step) {
        return switch (step) {
            case STORED, ON_RECORD -> true;
            case NOTHING, SILENCE -> false;
        };
    }

    /** One message of which the store wants nothing to know holds up no other; of several, it is the store that is silent. */
    private Step receive(String id, boolean known, List<EventsUnavailable> failures) {
        try {
            return known ? Step.ON_RECORD : collect(id);
        } catch (EventsUnavailable e) {
            failures.add(e);
            if (failures.size() == MOST_FAILURES) {
                throw e;
            }
            return Step.NOTHING;
        }
    }

    private Step collect(String id) {
        return mailbox.collect(id).map(this::keep, gone -> Step.NOTHING, noAnswer -> isOfOne(noAnswer.silence()));
    }

    /** Also what another node has just put on record is to be acknowledged: that node may be gone. */
    private Step keep(Collected collected) {
        Instant now = clock.instant();
        messages.keep(collected.message().heardAt(now), now);
        return Step.STORED;
    }

    /** An answer that cannot be read is about one message, which stays where it is; any other silence will meet the next as well. */
    private static Step isOfOne(Silence silence) {
        return silence == Silence.UNREADABLE ? Step.NOTHING : Step.SILENCE;
    }
}
