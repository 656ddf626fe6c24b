package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;
import java.util.Optional;
import uk.nhs.rtec.domain.IsoDay;

/** The days printed on a certificate, the first and the last included. */
public record Validity(LocalDate from, LocalDate to) {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    public Validity {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a certificate cannot end before it begins");
        }
    }

    /** The day that the text states as {@code yyyy-mm-dd}, or nothing when it is no day that is printed on certificates: 1900 to 9999. */
    public static Optional<LocalDate> day(String text) {
        return IsoDay.parse(text).filter(day -> !day.isBefore(EARLIEST) && !day.isAfter(LATEST));
    }

    /** Whether the day is one of these. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
