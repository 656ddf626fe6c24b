package uk.nhs.rtec.application.event;

import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Which holders an officer looks for: the one with this number, or those in this state.
 *
 * @param number as the register has it, or as the subscription was asked for
 * @param after those whose numbers come after this one
 */
public record SubscriptionQuery(
        Optional<NhsNumber> number, Optional<FollowState> state, int limit, Optional<NhsNumber> after) {

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public SubscriptionQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " holders, not " + limit);
        }
        if (number.isEmpty() && state.isEmpty()) {
            throw new IllegalArgumentException("nobody may leaf through the holders");
        }
    }

    @Override
    public String toString() {
        return "SubscriptionQuery[…]";
    }
}
