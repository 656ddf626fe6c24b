package uk.nhs.rtec.domain.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The months of the ledger, which are those of UTC, in which the day lies: in summer the first of a month begins in the one before. */
    public static Set<YearMonth> months(LocalDate day) {
        return Stream.of(begin(day), lastSecond(day))
                .map(moment -> YearMonth.from(moment.atOffset(ZoneOffset.UTC)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
