package uk.nhs.rtec.application.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * Which checks are counted, and how they are grouped.
 *
 * @param from the first day, in England, on which they were asked for
 * @param to the last day
 * @param organisation whose checks; everybody's without
 */
public record StatisticsQuery(LocalDate from, LocalDate to, Grouping by, Optional<OdsCode> organisation) {

    /** The most days by hour. */
    public static final int MOST_DAYS_BY_HOUR = 31;

    public StatisticsQuery {
        if (to.isBefore(from) || !isAnswerable(from, to, by)) {
            throw new IllegalArgumentException("nobody counts from " + from + " to " + to + " by " + by);
        }
    }

    /** Whether the rows of these days are not too many to be of use. */
    public static boolean isAnswerable(LocalDate from, LocalDate to, Grouping by) {
        return by != Grouping.HOUR || ChronoUnit.DAYS.between(from, to) < MOST_DAYS_BY_HOUR;
    }
}
