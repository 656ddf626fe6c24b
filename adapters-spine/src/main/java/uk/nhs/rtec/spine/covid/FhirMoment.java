package uk.nhs.rtec.spine.covid;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import uk.nhs.rtec.domain.check.EnglishDay;

/** FHIR's {@code dateTime}, which may leave out what nobody knows: then the first or the last second that it can mean, in England. */
final class FhirMoment {

    private static final Pattern WITH_TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private FhirMoment() {}

    /** From when on, to the second, as the API writes it. */
    static Optional<Instant> first(String text) {
        return of(text, days -> EnglishDay.begin(days.first()));
    }

    /** Until when, to the second, as the API writes it. */
    static Optional<Instant> last(String text) {
        return of(text, days -> EnglishDay.lastSecond(days.last()));
    }

    private static Optional<Instant> of(String text, Function<Days, Instant> ofDays) {
        try {
            return Optional.of(
                    switch (text.length()) {
                        case 4 -> ofDays.apply(Days.of(Year.parse(text)));
                        case 7 -> ofDays.apply(Days.of(YearMonth.parse(text)));
                        case 10 -> ofDays.apply(new Days(LocalDate.parse(text), LocalDate.parse(text)));
                        default -> moment(text);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant moment(String text) {
        if (!WITH_TIME.matcher(text).matches()) {
            throw new DateTimeException("not a FHIR dateTime");
        }
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private record Days(LocalDate first, LocalDate last) {

        static Days of(Year year) {
            return new Days(year.atDay(1), year.atMonth(12).atEndOfMonth());
        }

        static Days of(YearMonth month) {
            return new Days(month.atDay(1), month.atEndOfMonth());
        }
    }
}
