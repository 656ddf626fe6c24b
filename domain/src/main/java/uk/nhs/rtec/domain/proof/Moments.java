package uk.nhs.rtec.domain.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** How the ledger spells time: in UTC, always to the microsecond. */
public final class Moments {

    private static final DateTimeFormatter TO_THE_MICROSECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Moments() {}

    /** The one spelling of a moment; what it has of a microsecond is left out. */
    public static String text(Instant moment) {
        return TO_THE_MICROSECOND.format(moment);
    }

    /** The moment that the text states in that spelling, or nothing when it states none. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.from(TO_THE_MICROSECOND.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The one spelling of a month. */
    public static String text(YearMonth month) {
        return MONTH.format(month);
    }

    /** The month that the text states in that spelling, or nothing when it states none. */
    public static Optional<YearMonth> parseMonth(String text) {
        try {
            return Optional.of(YearMonth.parse(text, MONTH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The month to whose log a check belongs that was answered then. */
    public static YearMonth monthOf(Instant answeredAt) {
        return YearMonth.from(answeredAt.atOffset(ZoneOffset.UTC));
    }
}
