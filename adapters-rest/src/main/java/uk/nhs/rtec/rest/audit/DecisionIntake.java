package uk.nhs.rtec.rest.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.ExportDecision.Ruling;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** What a second person says to an export, read whole before anything is said about it. */
sealed interface DecisionIntake {

    /** Every member is what it should be. */
    record Accepted(Ruling ruling, Optional<String> note) implements DecisionIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements DecisionIntake {}

    /** Reads the body of a decision. */
    static DecisionIntake read(byte[] body) {
        return StrictJson.objectIn(body)
                .map(object -> Reading.intake(new SearchMembers(object)))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS = Set.of("decision", "note");

        private Reading() {}

        private static DecisionIntake intake(SearchMembers body) {
            Optional<Ruling> ruling =
                    body.required("decision", Reading::ruling, "must be one of " + Arrays.toString(Ruling.values()));
            Optional<String> note = body.text(
                    "note", Reading::note, "must have 1 to " + AccessToHistory.LONGEST_REASON + " characters");
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(ruling.orElseThrow(), note) : new Refused(faults);
        }

        private static Optional<Ruling> ruling(String text) {
            return Arrays.stream(Ruling.values())
                    .filter(ruling -> ruling.name().equals(text))
                    .findFirst();
        }

        private static Optional<String> note(String text) {
            return Optional.of(text.strip())
                    .filter(note -> !note.isEmpty()
                            && note.codePointCount(0, note.length()) <= AccessToHistory.LONGEST_REASON
                            && StrictJson.isStorable(note));
        }
    }
}
