package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.deployment.ledger.archive.SampleLedger;
import uk.nhs.rtec.domain.proof.PatientField;

/** Evidence verifies as the ledger gave it, and in no other way; without being asked, nothing of the patient is printed. */
final class VerifyEvidenceTest {

    private static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonObject EVIDENCE = EvidenceText.of(SampleLedger.of(3, 2, 4, 1, 2)
            .evidence(2, 1, PatientField.STATED_SURNAME, PatientField.CORRELATION_ID, PatientField.CERTIFICATES));

    private Path folder = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void theKey(@TempDir Path temporary) throws IOException {
        folder = temporary;
        key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
    }

    @Test
    void evidenceVerifies() throws IOException {
        Told told = verify(EVIDENCE.toString());

        assertThat(told.out())
                .isEqualToNormalizingNewlines("VERIFIED: check 00000000-0000-0002-0000-000000000001, in batch 2 of node"
                        + " rtec1, in the log of 2026-06\n");
        assertThat(told.exitCode()).isZero();
        assertThat(told.err()).isEmpty();
    }

    @Test
    void whatIsProvedIsShownWhenAskedFor() throws IOException {
        Told told = verify(EVIDENCE.toString(), "--show");

        assertThat(told.out())
                .contains("outcome: EXEMPTION_FOUND", "disclosed_code: 9005", "ods_code: FA565")
                .contains("stated_surname: Parker", "correlation_id: (none)", "certificates: 00000001")
                .doesNotContain("stated_nhs_number", "9434765919", "Peter");
    }

    static Stream<String> everyTextOfTheEvidence() {
        return texts("", EVIDENCE);
    }

    /** One character of each text, one by one: fields, salts, values, commitments, hashes, the note. */
    @ParameterizedTest
    @MethodSource("everyTextOfTheEvidence")
    void noTextOfItCanBeChanged(String pointer) throws IOException {
        String text = JSON.createPointer(pointer).getValue(EVIDENCE).toString();
        String before = text.substring(1, text.length() - 1).replace("\\n", "\n");
        char last = before.charAt(before.length() - 1);
        String after = before.substring(0, before.length() - 1) + (last == '1' ? '2' : '1');
        JsonValue changed = JSON.createValue(after);
        Told told =
                verify(JSON.createPointer(pointer).replace(EVIDENCE, changed).toString(), "--show");

        assertThat(told.exitCode()).isNotZero();
        assertThat(told.out() + told.err()).doesNotContain("Parke", "VERIFIED: check");
    }

    @ParameterizedTest
    @CsvSource({
        "/check/ods_code, FA566, CHECK_NOT_IN_BATCH",
        "/check/answered_at, 2026-07-01T00:00:00.000000Z, CHECK_NOT_IN_BATCH OTHER_MONTH",
        "/patient/disclosed/stated_surname/value, Barker, PATIENT_NOT_AS_RECORDED",
        "/batch/node, rtec2, BATCH_NOT_IN_LOG",
        "/batch/month, 2026-07, BATCH_NOT_IN_LOG OTHER_MONTH"
    })
    void whatIsWrongIsNamed(String pointer, String value, String flaws) throws IOException {
        Told told = verify(JSON.createPointer(pointer)
                .replace(EVIDENCE, JSON.createValue(value))
                .toString());

        assertThat(told.kinds()).containsExactlyInAnyOrder(flaws.split(" "));
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.out()).doesNotContain("arker");
    }

    @ParameterizedTest
    @CsvSource({"/batch/position, 2", "/batch/size, 5", "/batch/number, 3", "/log/index, 3", "/log/size, 6"})
    void noNumberOfItCanBeChanged(String pointer, int value) throws IOException {
        Told told = verify(JSON.createPointer(pointer)
                .replace(EVIDENCE, JSON.createValue(value))
                .toString());

        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void aValueCannotBeDenied() throws IOException {
        JsonObject denied =
                JSON.createPointer("/patient/disclosed/stated_surname/value").replace(EVIDENCE, JsonValue.NULL);

        assertThat(verify(denied.toString()).kinds()).containsExactly("PATIENT_NOT_AS_RECORDED");
    }

    @Test
    void anotherLedgersKeyVerifiesNothing() throws IOException {
        key = Told.keyFile(folder.resolve("other"), SampleLedger.newKey().getPublic());

        assertThat(verify(EVIDENCE.toString()).kinds()).containsExactly("CHECKPOINT_NOT_SIGNED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/check/nickname",
                "/patient/disclosed/nickname",
                "/patient/hidden/nickname",
                "/remark",
                "/batch/remark"
            })
    void whatIsNotProvedHasNoPlaceInIt(String pointer) throws IOException {
        JsonObject more = JSON.createPointer(pointer).add(EVIDENCE, JSON.createValue("Pete"));
        Told told = verify(more.toString());

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).startsWith("UNUSABLE: ").doesNotContain("Pete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/check", "/patient/hidden/stated_forename", "/batch/proof", "/log", "/checkpoint"})
    void evidenceThatLacksSomethingIsUnusable(String pointer) throws IOException {
        assertThat(verify(JSON.createPointer(pointer).remove(EVIDENCE).toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aMemberThatStandsThereTwiceIsNotGuessedAt() throws IOException {
        String twice = EVIDENCE.toString().replaceFirst("\"version\":1", "\"version\":1,\"version\":1");

        assertThat(verify(twice).exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "nonsense", "{\"version\":2}"})
    void whatIsNoEvidenceIsUnusable(String text) throws IOException {
        Told told = verify(text);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).startsWith("UNUSABLE: ").hasLineCount(1);
    }

    @Test
    void whatIsNoKeyIsUnusable() throws IOException {
        Path evidence = Files.writeString(folder.resolve("evidence.json"), EVIDENCE.toString());
        Path none = Files.writeString(
                folder.resolve("none.pem"), "-----BEGIN PUBLIC KEY-----\nMAo=\n-----END PUBLIC KEY-----\n");
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "");

        assertThat(Told.by("verify", "evidence", evidence, "--key", none).exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "evidence", evidence, "--key", nothing).exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "evidence", evidence, "--key", folder.resolve("gone.pem"))
                        .exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "evidence", evidence).exitCode()).isEqualTo(2);
        assertThat(Told.by("verify", "evidence", folder.resolve("gone.json"), "--key", key)
                        .exitCode())
                .isEqualTo(2);
    }

    private Told verify(String evidence, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("evidence.json"), evidence);
        return Told.by(Stream.concat(Stream.of("verify", "evidence", file, "--key", key), Stream.of(options))
                .toArray());
    }

    private static Stream<String> texts(String pointer, JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.entrySet().stream().flatMap(each -> texts(pointer + "/" + each.getKey(), each.getValue()));
        }
        if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            return Stream.iterate(0, each -> each + 1)
                    .limit(value.asJsonArray().size())
                    .map(each -> pointer + "/" + each);
        }
        return value.getValueType() == JsonValue.ValueType.STRING ? Stream.of(pointer) : Stream.of();
    }
}
