package uk.nhs.rtec.domain.proof;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads what was sealed; what cannot be read is not quoted by whoever says so, nor by what caused it. */
final class Sealed {

    private Sealed() {}

    /** A day as {@link LocalDate#toString()} writes it. */
    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("something is sealed as a day that is none");
        }
    }

    /** A number as {@link String#valueOf(int)} writes it. */
    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("something is sealed as a number that is none");
        }
    }
}
