package uk.nhs.rtec.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A day as {@code yyyy-mm-dd}: ten characters, and a day that there is. */
public final class IsoDay {

    private static final int LENGTH = 10;

    private IsoDay() {}

    /** The day that the text states, or nothing when it states none. */
    public static Optional<LocalDate> parse(String text) {
        if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, LENGTH);
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The number that these digits make, or a negative one when they are no digits. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }
}
