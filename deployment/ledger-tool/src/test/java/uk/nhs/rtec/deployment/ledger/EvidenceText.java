package uk.nhs.rtec.deployment.ledger;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.Commitment;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/** Evidence as docs/ledger-format.md has it, written by a hand of its own. */
final class EvidenceText {

    private static final JsonProvider JSON = JsonProvider.provider();

    private EvidenceText() {}

    static JsonObject of(Evidence evidence) {
        JsonObjectBuilder check = JSON.createObjectBuilder();
        evidence.check().values().forEach((field, value) -> check.add(field.word(), text(field.kind(), value)));
        JsonObjectBuilder disclosed = JSON.createObjectBuilder();
        JsonObjectBuilder hidden = JSON.createObjectBuilder();
        evidence.patient().commitments().forEach((field, commitment) -> {
            if (commitment instanceof Commitment.Disclosed open) {
                JsonObjectBuilder value =
                        JSON.createObjectBuilder().add("salt", open.salt().hex());
                open.value()
                        .ifPresentOrElse(
                                bytes -> value.add("value", text(field.kind(), bytes)), () -> value.addNull("value"));
                disclosed.add(field.word(), value);
            } else {
                hidden.add(field.word(), commitment.hash(field).hex());
            }
        });
        return JSON.createObjectBuilder()
                .add("version", 1)
                .add("check", check)
                .add(
                        "patient",
                        JSON.createObjectBuilder().add("disclosed", disclosed).add("hidden", hidden))
                .add(
                        "batch",
                        JSON.createObjectBuilder()
                                .add("node", evidence.batch().node())
                                .add("number", evidence.batch().number())
                                .add("month", Moments.text(evidence.batch().month()))
                                .add("previous", evidence.batch().previous().hex())
                                .add("root", evidence.batch().root().hex())
                                .add("size", evidence.batch().size())
                                .add("written_at", Moments.text(evidence.batch().writtenAt()))
                                .add("position", evidence.inBatch().index())
                                .add("proof", path(evidence.inBatch().path())))
                .add(
                        "log",
                        JSON.createObjectBuilder()
                                .add("index", evidence.inLog().index())
                                .add("size", evidence.inLog().size())
                                .add("proof", path(evidence.inLog().path())))
                .add("checkpoint", evidence.checkpoint().text())
                .build();
    }

    private static String text(ClearField.Kind kind, Bytes value) {
        return kind == ClearField.Kind.TEXT ? value.inTheClear() : value.hex();
    }

    private static JsonArrayBuilder path(List<Hash> path) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        path.forEach(hash -> array.add(hash.hex()));
        return array;
    }
}
