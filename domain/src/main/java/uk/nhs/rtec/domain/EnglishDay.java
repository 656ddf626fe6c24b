package uk.nhs.rtec.domain;

import java.time.Instant;
import java.time.LocalDate;
import uk.nhs.rtec.domain.check.OpenCheck;

/** When a day begins and ends in England. */
public final class EnglishDay {

    private EnglishDay() {}

    /** The first moment of the day. */
    public static Instant begin(LocalDate day) {
        return day.atStartOfDay(OpenCheck.ENGLAND).toInstant();
    }

    /** The first moment after the day. */
    public static Instant end(LocalDate day) {
        return begin(day.plusDays(1));
    }

    /** The last second of the day. */
    public static Instant lastSecond(LocalDate day) {
        return end(day).minusSeconds(1);
    }
}
