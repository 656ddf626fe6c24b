package uk.nhs.rtec.domain.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * How the ledger spells time: in UTC, always to the microsecond, in a year of four digits.
 *
 * <p>Moments are spelled digit by digit: each check that is written or verified has two or three of them, and a formatter made them two fifths of
 * what it takes to seal one.
 */
public final class Moments {

    /** Where digits stand, as zeros, and what stands between them. */
    private static final String SHAPE = "0000-00-00T00:00:00.000000Z";

    private static final int NANOS_OF_A_MICROSECOND = 1_000;
    private static final int LAST_YEAR = 9_999;
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Moments() {}

    /**
     * The one spelling of a moment; what it has of a microsecond is left out.
     *
     * @throws IllegalArgumentException when its year has not four digits
     */
    public static String text(Instant moment) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("a moment in a year of other than four digits");
        }
        char[] text = SHAPE.toCharArray();
        spell(text, 0, 4, utc.getYear());
        spell(text, 5, 2, utc.getMonthValue());
        spell(text, 8, 2, utc.getDayOfMonth());
        spell(text, 11, 2, utc.getHour());
        spell(text, 14, 2, utc.getMinute());
        spell(text, 17, 2, utc.getSecond());
        spell(text, 20, 6, utc.getNano() / NANOS_OF_A_MICROSECOND);
        return new String(text);
    }

    /** The moment that the text states in that spelling, or nothing when it states none. */
    public static Optional<Instant> parse(String text) {
        if (!hasShape(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 2),
                            number(text, 8, 2),
                            number(text, 11, 2),
                            number(text, 14, 2),
                            number(text, 17, 2),
                            number(text, 20, 6) * NANOS_OF_A_MICROSECOND)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasShape(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int place = 0; place < SHAPE.length(); place++) {
            char there = text.charAt(place);
            boolean digit = SHAPE.charAt(place) == '0';
            if (digit ? there < '0' || there > '9' : there != SHAPE.charAt(place)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int place = from; place < from + digits; place++) {
            number = number * 10 + text.charAt(place) - '0';
        }
        return number;
    }

    private static void spell(char[] text, int from, int digits, int number) {
        int rest = number;
        for (int place = from + digits - 1; place >= from; place--) {
            text[place] = (char) ('0' + rest % 10);
            rest /= 10;
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
