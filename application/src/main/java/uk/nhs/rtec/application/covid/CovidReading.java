package uk.nhs.rtec.application.covid;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import uk.nhs.rtec.application.job.LineReading;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Reads one record: every column before it complains, and then about every column. */
final class CovidReading {

    private static final String NO_MOMENT = "is not a date yyyy-mm-dd or a time yyyy-mm-ddThh:mm:ss with its offset";

    /** Without fractions of a second, which the API's answer has no place for. */
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final DateTimeFormatter ISO_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant AFTER_LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final LineReading<CovidColumn, CovidRefusal> line;

    CovidReading(CovidLine line) {
        this.line =
                new LineReading<>(line.texts(), (column, reason) -> new CovidRefusal(line.number(), column, reason));
    }

    /** The record that the line states, or nothing: then {@link #refusals()} says why. */
    Optional<CovidExemption> exemption(LocalDate today) {
        Optional<CovidRecordId> id = line.required(
                CovidColumn.RECORD_ID, CovidRecordId::parse, "is not 1 to 64 letters, digits, hyphens and full stops");
        Optional<NhsNumber> number = line.required(CovidColumn.NHS_NUMBER, NhsNumber::parse, "is not an NHS number");
        Optional<FullName> name = line.required(CovidColumn.NAME, FullName::parse, "is not a name");
        Optional<DateOfBirth> birthDate = line.required(
                CovidColumn.BIRTH_DATE,
                text -> DateOfBirth.parse(text, today),
                "is not a date of birth yyyy-mm-dd, from 1850-01-01 to today");
        Optional<CovidStatus> status = line.required(CovidColumn.STATUS, CovidStatus::ofCode, "is not 1, 2, 3 or 4");
        Optional<Instant> start = line.required(CovidColumn.PERIOD_START, CovidReading::start, NO_MOMENT);
        Optional<Instant> end = line.optional(CovidColumn.PERIOD_END, CovidReading::end, NO_MOMENT);
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            line.refuse(CovidColumn.PERIOD_END, "is before period_start");
        }
        if (!line.refusals().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CovidExemption(
                id.orElseThrow(),
                number.orElseThrow(),
                name.orElseThrow(),
                birthDate.orElseThrow(),
                status.orElseThrow(),
                new ExemptionPeriod(start.orElseThrow(), end)));
    }

    List<CovidRefusal> refusals() {
        return line.refusals();
    }

    /** A day begins in England. */
    private static Optional<Instant> start(String text) {
        return moment(text, EnglishDay::begin);
    }

    /** The last second of a day in England is still of the period. */
    private static Optional<Instant> end(String text) {
        return moment(text, EnglishDay::lastSecond);
    }

    private static Optional<Instant> moment(String text, Function<LocalDate, Instant> ofDay) {
        try {
            Optional<Instant> moment = DAY.matcher(text).matches()
                    ? Optional.of(ofDay.apply(LocalDate.parse(text, ISO_DAY)))
                    : Optional.of(text).filter(MOMENT.asMatchPredicate()).map(CovidReading::parsed);
            return moment.filter(at -> !at.isBefore(EARLIEST) && at.isBefore(AFTER_LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant parsed(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
