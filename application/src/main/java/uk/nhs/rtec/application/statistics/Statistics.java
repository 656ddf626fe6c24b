package uk.nhs.rtec.application.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.nhs.rtec.domain.exemption.ChargeExemption;

/**
 * What was counted.
 *
 * @param from the first day that the rows are of
 * @param to the last day
 * @param upTo when everything that was on record was counted; nothing before the first time
 * @param notCounted months whose checks were not in the ledger when they were to be counted
 * @param silences how often each source was silent
 */
public record Statistics(
        LocalDate from,
        LocalDate to,
        Optional<Instant> upTo,
        List<YearMonth> notCounted,
        List<Row> rows,
        List<SilenceCount> silences) {

    public Statistics {
        notCounted = List.copyOf(notCounted);
        rows = List.copyOf(rows);
        silences = List.copyOf(silences);
    }

    /** One row. */
    public sealed interface Row {}

    /** The checks of an hour, a day, a month or a pharmacy. */
    public record Counted(String key, Tally tally) implements Row {}

    /**
     * The checks that found an exemption of one category.
     *
     * @param confirmations how many; nothing when it is not told, because {@link SmallNumbers} hides it
     */
    public record OfCategory(ChargeExemption category, OptionalLong confirmations) implements Row {}
}
