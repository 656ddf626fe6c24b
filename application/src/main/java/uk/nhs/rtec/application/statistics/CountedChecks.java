package uk.nhs.rtec.application.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;

/** Statistics made of counts; their hours, days and months are those in England. */
public final class CountedChecks implements ReadStatistics {

    /** Every category that an exemption can be found of: each has its row, so that a row that is missing tells nothing. */
    private static final List<ChargeExemption> CATEGORIES = Stream.concat(
                    Stream.of(ChargeExemption.AGE),
                    Arrays.stream(ExemptionCategory.values())
                            .filter(ExemptionCategory::coversEveryItem)
                            .map(ExemptionCategory::exemption))
            .toList();

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private final CheckCounts counts;

    public CountedChecks(CheckCounts counts) {
        this.counts = counts;
    }

    @Override
    public Statistics read(StatisticsQuery query) {
        // First, so that the rows have at least as much.
        CheckCounts.Progress progress = counts.progress();
        boolean wholeMonths = query.by() == Grouping.CATEGORY;
        LocalDate from = wholeMonths ? YearMonth.from(query.from()).atDay(1) : query.from();
        LocalDate to = wholeMonths ? YearMonth.from(query.to()).atEndOfMonth() : query.to();
        return new Statistics(
                from,
                to,
                progress.upTo(),
                progress.notCounted(),
                rows(query),
                counts.silences(EnglishDay.begin(from), EnglishDay.end(to), query.organisation()));
    }

    private List<Statistics.Row> rows(StatisticsQuery query) {
        return switch (query.by()) {
            case HOUR -> byTime(query, HOUR::format);
            case DAY -> byTime(query, hour -> hour.toLocalDate().toString());
            case MONTH -> byTime(query, hour -> YearMonth.from(hour).toString());
            case PHARMACY -> byPharmacy(query);
            case CATEGORY -> byCategory(query);
        };
    }

    private List<Statistics.Row> byTime(StatisticsQuery query, Function<ZonedDateTime, String> key) {
        // In the order of time, which that of the texts of hours is not when the clocks go back.
        Map<String, Tally> rows = hours(query)
                .collect(Collectors.toMap(
                        hour -> key.apply(hour.hour().atZone(OpenCheck.ENGLAND)),
                        CheckCounts.OfHour::tally,
                        Tally::plus,
                        LinkedHashMap::new));
        return rows.entrySet().stream()
                .<Statistics.Row>map(row -> new Statistics.Counted(row.getKey(), row.getValue()))
                .toList();
    }

    private List<Statistics.Row> byPharmacy(StatisticsQuery query) {
        if (query.organisation().isPresent()) {
            Tally tally = hours(query).map(CheckCounts.OfHour::tally).reduce(Tally.NONE, Tally::plus);
            return tally.equals(Tally.NONE)
                    ? List.of()
                    : List.of(new Statistics.Counted(query.organisation().get().value(), tally));
        }
        return counts.pharmacies(query.from(), query.to()).stream()
                .<Statistics.Row>map(pharmacy ->
                        new Statistics.Counted(pharmacy.organisation().value(), pharmacy.tally()))
                .toList();
    }

    /** What is hidden in one month is hidden in all of them together, or it would follow from the others. */
    private List<Statistics.Row> byCategory(StatisticsQuery query) {
        Map<YearMonth, Map<ChargeExemption, Long>> months = new TreeMap<>();
        counts.categories(YearMonth.from(query.from()), YearMonth.from(query.to()), query.organisation())
                .forEach(found -> months.computeIfAbsent(found.month(), month -> nobody())
                        .merge(found.category(), found.confirmations(), Long::sum));
        Set<ChargeExemption> hidden = new HashSet<>();
        Map<ChargeExemption, Long> sums = nobody();
        for (Map<ChargeExemption, Long> month : months.values()) {
            hidden.addAll(SmallNumbers.hidden(month));
            month.forEach((category, count) -> sums.merge(category, count, Long::sum));
        }
        return sums.entrySet().stream()
                .<Statistics.Row>map(row -> new Statistics.OfCategory(
                        row.getKey(),
                        hidden.contains(row.getKey()) ? OptionalLong.empty() : OptionalLong.of(row.getValue())))
                .toList();
    }

    private static Map<ChargeExemption, Long> nobody() {
        Map<ChargeExemption, Long> nobody = new EnumMap<>(ChargeExemption.class);
        CATEGORIES.forEach(category -> nobody.put(category, 0L));
        return nobody;
    }

    private Stream<CheckCounts.OfHour> hours(StatisticsQuery query) {
        return counts.hours(EnglishDay.begin(query.from()), EnglishDay.end(query.to()), query.organisation()).stream();
    }
}
