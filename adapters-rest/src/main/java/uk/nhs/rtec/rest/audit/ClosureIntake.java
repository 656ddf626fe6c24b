package uk.nhs.rtec.rest.audit;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AlertClosure;
import uk.nhs.rtec.application.audit.AlertFinding;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** What came of looking at an alert, read whole before anything is said about it. */
sealed interface ClosureIntake {

    /** Every member is what it should be. */
    record Accepted(AlertFinding finding, String note) implements ClosureIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements ClosureIntake {}

    /** Reads the body of a closure. */
    static ClosureIntake read(byte[] body) {
        return StrictJson.objectIn(body)
                .map(Reading::intake)
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS = Set.of("finding", "note");
        private static final Fault FINDING =
                new Fault("finding", "must be one of " + Arrays.toString(AlertFinding.values()));
        private static final Fault NOTE =
                new Fault("note", "must say what was found, in 1 to " + AlertClosure.LONGEST_NOTE + " characters");

        private Reading() {}

        private static ClosureIntake intake(JsonObject object) {
            SearchMembers body = new SearchMembers(object);
            Optional<AlertFinding> finding = body.text(FINDING.field(), Reading::finding, FINDING.detail());
            Optional<String> note = body.text(NOTE.field(), Reading::note, NOTE.detail());
            List<Fault> faults = new ArrayList<>();
            if (finding.isEmpty()) {
                faults.add(FINDING);
            }
            if (note.isEmpty()) {
                faults.add(NOTE);
            }
            body.faults(MEMBERS).stream()
                    .filter(fault -> !faults.contains(fault))
                    .forEach(faults::add);
            return faults.isEmpty() ? new Accepted(finding.orElseThrow(), note.orElseThrow()) : new Refused(faults);
        }

        private static Optional<AlertFinding> finding(String word) {
            return Arrays.stream(AlertFinding.values())
                    .filter(finding -> finding.name().equals(word))
                    .findFirst();
        }

        private static Optional<String> note(String text) {
            return Optional.of(text.strip())
                    .filter(note -> !note.isEmpty()
                            && note.codePointCount(0, note.length()) <= AlertClosure.LONGEST_NOTE
                            && StrictJson.isStorable(note));
        }
    }
}
