package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Whose events are wanted, derived from the register, and what is known of each subscription. */
public interface FollowedHolders {

    /**
     * Brings what is wanted in line with the register for the next holders in the order of their numbers, by the rule of {@link
     * FollowedHolder#lastWanted}; of somebody whose events were never wanted nothing is kept.
     *
     * @param after the last of the numbers that were looked at before
     * @throws EventsUnavailable when the store cannot say
     */
    Lap follow(Optional<NhsNumber> after, int most, Instant now);

    /**
     * The same for holders of whom something was taken in or revoked since then.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    News followSince(Instant since, int most, Instant now);

    /**
     * Holders with whom something is to be done, the longest due first, none of whom is given to anybody else until that moment.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    List<FollowedHolder> claim(int most, Instant now, Instant until);

    /**
     * Stores a change.
     *
     * @param call what was asked of the events service, to be kept with it
     * @return false when somebody else has changed the holder in the meantime: then nothing but the call is stored
     * @throws EventsUnavailable when the store cannot say
     */
    boolean keep(FollowedHolder changed, Optional<SubscriptionCall> call);

    /**
     * The holders to whom events of this number may belong: it is theirs, or the one for which their subscription was asked for.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    List<FollowedHolder> followedAs(NhsNumber number);

    /**
     * Whether somebody else has the same subscription, since their numbers lead to one person.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    boolean isShared(FollowedHolder holder);

    /**
     * What meets the query, in the order of their numbers.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    SubscriptionPage find(SubscriptionQuery query);

    /**
     * How many there are in which state.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    EventBacklog.Subscriptions count(Instant now);

    /**
     * Holders were looked at in their order.
     *
     * @param last the last of them; nobody when there is nobody left to look at
     * @param changed of how many something else is wanted than before
     */
    record Lap(Optional<NhsNumber> last, int changed) {

        @Override
        public String toString() {
            return "Lap[" + changed + "]";
        }
    }

    /**
     * Holders were looked at of whom there is news.
     *
     * @param changed of how many something else is wanted than before
     * @param more whether there were more than could be looked at
     */
    record News(int changed, boolean more) {}
}
