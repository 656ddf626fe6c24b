package uk.nhs.rtec.application.audit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import uk.nhs.rtec.domain.check.OpenCheck;

/**
 * When people are expected to work, by the clock in England.
 *
 * @param from the first moment of a day
 * @param to the first moment after it
 */
public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public WorkingHours {
        days = Set.copyOf(days);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("working hours begin before they end");
        }
    }

    /** Whether the moment is in them. */
    public boolean contain(Instant moment) {
        ZonedDateTime inEngland = moment.atZone(OpenCheck.ENGLAND);
        LocalTime time = inEngland.toLocalTime();
        return days.contains(inEngland.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
}
