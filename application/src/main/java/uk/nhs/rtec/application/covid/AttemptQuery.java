package uk.nhs.rtec.application.covid;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Which attempts somebody looks for: those that meet every condition that is present.
 *
 * @param nhsNumber that of the patient who was signed in, or the one that was asked about
 * @param from made at or after this moment
 * @param to made before this moment
 * @param limit the most to return, 1 to 500
 * @param after where the last page ended
 */
public record AttemptQuery(
        Optional<AppId> app,
        Optional<NhsNumber> nhsNumber,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<AttemptCursor> after) {

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public AttemptQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " attempts, not " + limit);
        }
    }

    @Override
    public String toString() {
        return "AttemptQuery[…]";
    }
}
