package uk.nhs.rtec.domain.patient;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;
import uk.nhs.rtec.domain.IsoDay;

/**
 * The day someone was born, from 1850-01-01 on.
 *
 * @param inTheClear the day itself
 */
public record DateOfBirth(LocalDate inTheClear) {

    private static final LocalDate EARLIEST = LocalDate.of(1850, Month.JANUARY, 1);

    public DateOfBirth {
        if (inTheClear.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("not a date of birth of anyone alive");
        }
    }

    /** The date of birth that the text states as {@code yyyy-mm-dd}, or nothing when it is no such day or lies after today. */
    public static Optional<DateOfBirth> parse(String text, LocalDate today) {
        return IsoDay.parse(text)
                .filter(day -> !day.isBefore(EARLIEST) && !day.isAfter(today))
                .map(DateOfBirth::new);
    }

    /**
     * The birthday on which this person attains an age; someone born on 29 February attains it on 1 March of a year
     * without that day, since the age is not attained before the day has come.
     *
     * @param years the age, 0 or more
     */
    public LocalDate attains(int years) {
        int year = inTheClear.getYear() + years;
        boolean leapDay = inTheClear.getMonth() == Month.FEBRUARY && inTheClear.getDayOfMonth() == 29;
        return leapDay && !Year.isLeap(year) ? LocalDate.of(year, Month.MARCH, 1) : inTheClear.withYear(year);
    }

    /**
     * Whether this person pays no charge on that day for their age alone: before the 16th birthday and from the 60th on (NHS
     * (Charges for Drugs and Appliances) Regulations 2015, reg. 10).
     */
    public boolean isExemptByAge(LocalDate day) {
        return day.isBefore(attains(16)) || !day.isBefore(attains(60));
    }

    @Override
    public String toString() {
        return "DateOfBirth[…]";
    }
}
