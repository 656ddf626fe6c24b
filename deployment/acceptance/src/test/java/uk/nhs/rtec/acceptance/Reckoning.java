package uk.nhs.rtec.acceptance;

import static java.util.stream.Collectors.groupingBy;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What callers have noted, held against what the ledger has.
 *
 * @param acknowledged how many checks were answered
 * @param found how many of these are on record, once and as they were answered
 * @param lost prescriptions whose check was answered and is not on record
 * @param twice prescriptions of which there is more than one answered check, whether anybody was told or not
 * @param different prescriptions whose check is on record with another outcome than the one that was answered
 * @param strangers prescriptions that nobody has asked for
 * @param unknownOnRecord how many checks nobody was answered that are on record all the same
 * @param unknownNotOnRecord how many of these are not
 */
record Reckoning(
        int acknowledged,
        int found,
        Set<String> lost,
        Set<String> twice,
        Set<String> different,
        Set<String> strangers,
        int unknownOnRecord,
        int unknownNotOnRecord) {

    /**
     * Counts.
     *
     * @param ledger every check that an auditor finds; those that ended undetermined are no answer, and may stand beside one
     */
    static Reckoning of(NotedChecks notes, List<JsonObject> ledger) {
        Map<String, List<JsonObject>> onRecord = ledger.stream()
                .filter(check -> !check.getString("outcome").equals("UNDETERMINED"))
                .collect(groupingBy(check -> check.getString("prescriptionId")));
        Map<String, NotedChecks.Answer> answered = notes.answered();
        Set<String> lost = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        Set<String> different = new TreeSet<>();
        Set<String> strangers = new TreeSet<>(onRecord.keySet());
        strangers.removeAll(notes.asked().keySet());
        int found = 0;
        int unknownOnRecord = 0;
        for (String prescription : notes.asked().keySet()) {
            List<JsonObject> checks = onRecord.getOrDefault(prescription, List.of());
            NotedChecks.Answer answer = answered.get(prescription);
            if (checks.size() > 1) {
                twice.add(prescription);
            } else if (answer == null) {
                unknownOnRecord += checks.size();
            } else if (checks.isEmpty()) {
                lost.add(prescription);
            } else if (!answer.equals(NotedChecks.Answer.of(checks.get(0)))) {
                different.add(prescription);
            } else {
                found++;
            }
        }
        int unknown = notes.asked().size() - answered.size();
        return new Reckoning(
                answered.size(), found, lost, twice, different, strangers, unknownOnRecord, unknown - unknownOnRecord);
    }

    boolean isWhole() {
        return found == acknowledged && twice.isEmpty() && strangers.isEmpty();
    }
}
