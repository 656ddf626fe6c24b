package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Follows what comes into the register within a round or two, and walks through all of it now and then, so that nothing is missed that came
 * in late, in bulk, or while nobody looked.
 */
public final class HolderFollowing implements FollowHolders {

    static final int HOLDERS_AT_ONCE = 1_000;

    /** So many that a walk through a million holders takes a hundred rounds. */
    static final int STEPS_IN_A_ROUND = 10;

    static final Duration BETWEEN_LAPS = Duration.ofHours(6);

    /** What is taken in is seen when its transaction ends, and the clocks of nodes differ. */
    static final Duration SEEN_LATE = Duration.ofMinutes(5);

    private final FollowedHolders holders;
    private final InstantSource clock;
    private Optional<Instant> lastLook = Optional.empty();
    private Optional<NhsNumber> last = Optional.empty();
    private boolean walking = true;
    private boolean walkAgain;
    private Instant nextWalk = Instant.MIN;

    public HolderFollowing(FollowedHolders holders, InstantSource clock) {
        this.holders = holders;
        this.clock = clock;
    }

    @Override
    public synchronized int follow() {
        Instant now = clock.instant();
        return news(now) + walk(now);
    }

    private int news(Instant now) {
        FollowedHolders.News news = holders.followSince(lastLook.orElse(now).minus(SEEN_LATE), HOLDERS_AT_ONCE, now);
        walkAgain |= news.more();
        lastLook = Optional.of(now);
        return news.changed();
    }

    private int walk(Instant now) {
        if (!walking && (walkAgain || !now.isBefore(nextWalk))) {
            walking = true;
            walkAgain = false;
        }
        int changed = 0;
        for (int step = 0; walking && step < STEPS_IN_A_ROUND; step++) {
            FollowedHolders.Lap lap = holders.follow(last, HOLDERS_AT_ONCE, now);
            changed += lap.changed();
            last = lap.last();
            walking = last.isPresent();
            nextWalk = now.plus(BETWEEN_LAPS);
        }
        return changed;
    }
}
