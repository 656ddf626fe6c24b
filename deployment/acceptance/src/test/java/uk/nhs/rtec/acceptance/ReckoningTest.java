package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReckoningTest {

    private static final NotedChecks.Answer FOUND = new NotedChecks.Answer(true, Optional.of("9180"));

    private final NotedChecks notes = new NotedChecks();
    private final String first = noted();
    private final String second = noted();

    @Test
    void allIsWhole() {
        Reckoning reckoning = Reckoning.of(notes, List.of(found(first, "9180"), found(second, "9180")));

        assertThat(reckoning).matches(Reckoning::isWhole);
        assertThat(reckoning.found()).isEqualTo(2);
    }

    @Test
    void whatWasAnsweredAndIsNotOnRecordIsLost() {
        Reckoning reckoning = Reckoning.of(notes, List.of(found(first, "9180"), undetermined(second)));

        assertThat(reckoning.lost()).containsExactly(second);
        assertThat(reckoning).matches(it -> !it.isWhole());
    }

    @Test
    void whatIsOnRecordAgainIsThereTwice() {
        Reckoning reckoning = Reckoning.of(
                notes,
                List.of(found(first, "9180"), found(second, "9180"), found(first, "9180"), undetermined(second)));

        assertThat(reckoning.twice()).containsExactly(first);
        assertThat(reckoning).matches(it -> !it.isWhole());
    }

    @Test
    void whatNobodyWasAnsweredMayBeOnRecordButOnce() {
        String unanswered = notes.next().prescription();
        String another = notes.next().prescription();
        List<JsonObject> once = List.of(found(first, "9180"), found(second, "9180"), found(unanswered, "9180"));

        assertThat(Reckoning.of(notes, once))
                .matches(Reckoning::isWhole)
                .matches(it -> it.unknownOnRecord() == 1 && it.unknownNotOnRecord() == 1);
        assertThat(Reckoning.of(
                                notes,
                                List.of(
                                        found(first, "9180"),
                                        found(second, "9180"),
                                        found(another, "9180"),
                                        found(another, "9180")))
                        .twice())
                .containsExactly(another);
    }

    @Test
    void anotherOutcomeOrCodeIsDifferent() {
        Reckoning reckoning = Reckoning.of(notes, List.of(found(first, "9005"), notFound(second)));

        assertThat(reckoning.different()).containsExactlyInAnyOrder(first, second);
        assertThat(reckoning).matches(it -> !it.isWhole());
    }

    @Test
    void whatNobodyAskedIsAStranger() {
        Reckoning reckoning = Reckoning.of(
                notes, List.of(found(first, "9180"), found(second, "9180"), found("471BC8-P83027-34B75X", "9180")));

        assertThat(reckoning.strangers()).containsExactly("471BC8-P83027-34B75X");
        assertThat(reckoning).matches(it -> !it.isWhole());
    }

    private String noted() {
        NotedChecks.Check check = notes.next();
        notes.answered(check, FOUND);
        return check.prescription();
    }

    private static JsonObject found(String prescription, String type) {
        return Json.createObjectBuilder(notFound(prescription))
                .add("outcome", "EXEMPTION_FOUND")
                .add("type", type)
                .build();
    }

    private static JsonObject notFound(String prescription) {
        return check(prescription, "NO_EXEMPTION_FOUND");
    }

    private static JsonObject undetermined(String prescription) {
        return check(prescription, "UNDETERMINED");
    }

    private static JsonObject check(String prescription, String outcome) {
        return Json.createObjectBuilder()
                .add("prescriptionId", prescription)
                .add("outcome", outcome)
                .addNull("type")
                .build();
    }
}
