package uk.nhs.rtec.rest.audit;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.Commitment;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.InclusionProof;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientEvidence;

/** Evidence as it is verified anywhere: every name and value as the ledger spells them, bytes in hexadecimal digits. */
final class EvidenceJson {

    private static final int VERSION = 1;

    private EvidenceJson() {}

    static JsonObject of(Evidence evidence) {
        JsonObjectBuilder check = Json.createObjectBuilder();
        evidence.check().values().forEach((field, value) -> check.add(field.word(), text(field.kind(), value)));
        return Json.createObjectBuilder()
                .add("version", VERSION)
                .add("check", check)
                .add("patient", patient(evidence.patient()))
                .add("batch", batch(evidence.batch(), evidence.inBatch()))
                .add(
                        "log",
                        Json.createObjectBuilder()
                                .add("index", evidence.inLog().index())
                                .add("size", evidence.inLog().size())
                                .add("proof", path(evidence.inLog())))
                .add("checkpoint", evidence.checkpoint().text())
                .build();
    }

    private static JsonObjectBuilder patient(PatientEvidence patient) {
        JsonObjectBuilder disclosed = Json.createObjectBuilder();
        JsonObjectBuilder hidden = Json.createObjectBuilder();
        patient.commitments().forEach((field, commitment) -> {
            if (commitment instanceof Commitment.Disclosed open) {
                disclosed.add(
                        field.word(),
                        Json.createObjectBuilder()
                                .add("salt", open.salt().hex())
                                .add(
                                        "value",
                                        open.value()
                                                .<JsonValue>map(value -> Json.createValue(text(field.kind(), value)))
                                                .orElse(JsonValue.NULL)));
            } else {
                hidden.add(field.word(), commitment.hash(field).hex());
            }
        });
        return Json.createObjectBuilder().add("disclosed", disclosed).add("hidden", hidden);
    }

    private static JsonObjectBuilder batch(BatchHeader batch, InclusionProof inBatch) {
        return Json.createObjectBuilder()
                .add("node", batch.node())
                .add("number", batch.number())
                .add("month", Moments.text(batch.month()))
                .add("previous", batch.previous().hex())
                .add("root", batch.root().hex())
                .add("size", batch.size())
                .add("written_at", Moments.text(batch.writtenAt()))
                .add("position", inBatch.index())
                .add("proof", path(inBatch));
    }

    private static JsonArrayBuilder path(InclusionProof proof) {
        JsonArrayBuilder path = Json.createArrayBuilder();
        proof.path().forEach(hash -> path.add(hash.hex()));
        return path;
    }

    private static String text(ClearField.Kind kind, Bytes value) {
        return switch (kind) {
            case TEXT -> value.inTheClear();
            case BYTES -> value.hex();
        };
    }
}
