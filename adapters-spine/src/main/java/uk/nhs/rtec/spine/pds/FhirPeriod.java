package uk.nhs.rtec.spine.pds;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** A FHIR period by days, both ends included; an end that is missing or cannot be read is open. */
record FhirPeriod(LocalDate start, LocalDate end) {

    /** The period of a name or an address; none means always. */
    static FhirPeriod of(TolerantObject element) {
        Optional<TolerantObject> period = element.object("period");
        return new FhirPeriod(
                period.flatMap(p -> p.text("start"))
                        .flatMap(FhirPeriod::firstDay)
                        .orElse(LocalDate.MIN),
                period.flatMap(p -> p.text("end")).flatMap(FhirPeriod::lastDay).orElse(LocalDate.MAX));
    }

    /** Those that hold on the day, the latest begun first; then the ended, the last ended first; then the future, the next first. */
    static Comparator<FhirPeriod> standingFirst(LocalDate day) {
        return Comparator.comparing((FhirPeriod period) -> period.start.isAfter(day))
                .thenComparing(period -> period.end.isBefore(day))
                .thenComparing(period -> period.end.isBefore(day) ? period.end : day, Comparator.reverseOrder())
                .thenComparing((first, second) -> first.start.isAfter(day)
                        ? first.start.compareTo(second.start)
                        : second.start.compareTo(first.start));
    }

    private static Optional<LocalDate> firstDay(String text) {
        try {
            return Optional.of(
                    switch (text.length()) {
                        case 4 -> Year.parse(text).atDay(1);
                        case 7 -> YearMonth.parse(text).atDay(1);
                        default -> day(text);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> lastDay(String text) {
        try {
            return Optional.of(
                    switch (text.length()) {
                        case 4 -> Year.parse(text).atMonth(12).atEndOfMonth();
                        case 7 -> YearMonth.parse(text).atEndOfMonth();
                        default -> day(text);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A day, or the day part of a date and time as written. */
    private static LocalDate day(String text) {
        return LocalDate.parse(text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
    }
}
