package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;

/** The days printed on a certificate, the first and the last included. */
public record Validity(LocalDate from, LocalDate to) {

    public Validity {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a certificate cannot end before it begins");
        }
    }

    /** Whether the day is one of these. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
