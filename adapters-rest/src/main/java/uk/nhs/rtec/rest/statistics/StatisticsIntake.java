package uk.nhs.rtec.rest.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.statistics.Grouping;
import uk.nhs.rtec.application.statistics.StatisticsQuery;
import uk.nhs.rtec.domain.IsoDay;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.rest.api.Problems.Fault;

/** What is to be counted, read whole before anything is said about it. */
sealed interface StatisticsIntake {

    /** Every parameter is what it should be. */
    record Accepted(StatisticsQuery query) implements StatisticsIntake {}

    /** Something is not: each fault names a parameter and what it must be. */
    record Refused(List<Fault> faults) implements StatisticsIntake {}

    /** Reads the parameters of a question. */
    static StatisticsIntake read(Map<String, List<String>> parameters) {
        return new Reading(parameters).intake();
    }

    /** How parameters are read. */
    final class Reading {

        private static final Set<String> KNOWN = Set.of("from", "to", "by", "odsCode");

        private static final String WORDS =
                Arrays.stream(Grouping.values()).map(Reading::word).collect(Collectors.joining(", "));

        private static final String TOO_MANY_HOURS = "must be at most " + (StatisticsQuery.MOST_DAYS_BY_HOUR - 1)
                + " days after from when counted by hour: ask for fewer days, or by=day";

        private final Map<String, List<String>> parameters;
        private final List<Fault> faults = new ArrayList<>();

        private Reading(Map<String, List<String>> parameters) {
            this.parameters = parameters;
        }

        private StatisticsIntake intake() {
            Optional<LocalDate> from = needed("from", Reading::day, "must be a date yyyy-mm-dd");
            Optional<LocalDate> to = needed("to", Reading::day, "must be a date yyyy-mm-dd");
            Optional<Grouping> by = needed("by", Reading::grouping, "must be one of " + WORDS);
            Optional<OdsCode> organisation = parameters.containsKey("odsCode")
                    ? needed("odsCode", OdsCode::parse, "must be an ODS code")
                    : Optional.empty();
            if (from.isPresent() && to.isPresent()) {
                judge(from.get(), to.get(), by);
            }
            if (!KNOWN.containsAll(parameters.keySet())) {
                faults.add(new Fault("query", "has a parameter that is not known"));
            }
            return faults.isEmpty()
                    ? new Accepted(
                            new StatisticsQuery(from.orElseThrow(), to.orElseThrow(), by.orElseThrow(), organisation))
                    : new Refused(List.copyOf(faults));
        }

        private void judge(LocalDate from, LocalDate to, Optional<Grouping> by) {
            if (from.isAfter(to)) {
                faults.add(new Fault("to", "must not be before from"));
            } else if (by.filter(grouping -> !StatisticsQuery.isAnswerable(from, to, grouping))
                    .isPresent()) {
                faults.add(new Fault("to", TOO_MANY_HOURS));
            }
        }

        /** A parameter that stands there once. */
        private <T> Optional<T> needed(String parameter, Function<String, Optional<T>> parse, String complaint) {
            List<String> values = parameters.getOrDefault(parameter, List.of());
            Optional<T> value = values.size() == 1 ? parse.apply(values.get(0)) : Optional.empty();
            if (value.isEmpty()) {
                faults.add(new Fault(parameter, complaint));
            }
            return value;
        }

        private static Optional<LocalDate> day(String text) {
            return IsoDay.parse(text).filter(day -> day.getYear() > 0);
        }

        private static Optional<Grouping> grouping(String text) {
            return Arrays.stream(Grouping.values())
                    .filter(grouping -> word(grouping).equals(text))
                    .findFirst();
        }

        static String word(Grouping grouping) {
            return grouping.name().toLowerCase(Locale.ROOT);
        }
    }
}
