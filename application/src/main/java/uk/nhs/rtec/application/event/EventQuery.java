package uk.nhs.rtec.application.event;

import java.util.Optional;
import java.util.OptionalLong;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Which messages an officer looks for: those about this number, or those in this state, or both.
 *
 * @param before those that came before this place
 */
public record EventQuery(Optional<NhsNumber> number, Optional<State> state, int limit, OptionalLong before) {

    /** What can be asked for without knowing of whom. */
    public enum State {
        /** Stored, and to be applied. */
        WAITING,
        /** Not to be read by anybody. */
        PARKED
    }

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public EventQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " messages, not " + limit);
        }
        if (number.isEmpty() && state.isEmpty()) {
            throw new IllegalArgumentException("nobody may leaf through the messages");
        }
    }

    @Override
    public String toString() {
        return "EventQuery[…]";
    }
}
