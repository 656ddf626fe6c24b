package uk.nhs.rtec.rest.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import uk.nhs.rtec.rest.api.Problems.Fault;

/** Between which sizes a log is to be shown to have been added to only, read whole before anything is said about it. */
sealed interface ExtensionIntake {

    /** Every parameter is what it should be. */
    record Accepted(long from, long to) implements ExtensionIntake {}

    /** Something is not: each fault names a parameter and what it must be. */
    record Refused(List<Fault> faults) implements ExtensionIntake {}

    /** Reads the parameters of a question. */
    static ExtensionIntake read(Map<String, List<String>> parameters) {
        return new Reading(parameters).intake();
    }

    /** How parameters are read. */
    final class Reading {

        private static final Set<String> KNOWN = Set.of("from", "to");

        private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

        private final Map<String, List<String>> parameters;
        private final List<Fault> faults = new ArrayList<>();

        private Reading(Map<String, List<String>> parameters) {
            this.parameters = parameters;
        }

        private ExtensionIntake intake() {
            OptionalLong from = number("from");
            OptionalLong to = number("to");
            if (from.isPresent() && to.isPresent() && from.getAsLong() > to.getAsLong()) {
                faults.add(new Fault("to", "must not be less than from"));
            }
            if (!KNOWN.containsAll(parameters.keySet())) {
                faults.add(new Fault("query", "has a parameter that is not known"));
            }
            return faults.isEmpty()
                    ? new Accepted(from.orElseThrow(), to.orElseThrow())
                    : new Refused(List.copyOf(faults));
        }

        /** A parameter that stands there once. */
        private OptionalLong number(String parameter) {
            List<String> values = parameters.getOrDefault(parameter, List.of());
            if (values.size() == 1 && NUMBER.matcher(values.get(0)).matches()) {
                return OptionalLong.of(Long.parseLong(values.get(0)));
            }
            faults.add(new Fault(parameter, "must be a number of batches"));
            return OptionalLong.empty();
        }
    }
}
