package uk.nhs.rtec.deployment.ledger;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.deployment.ledger.archive.Json;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Commitment;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.InclusionProof;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientEvidence;
import uk.nhs.rtec.domain.proof.PatientField;

/** Evidence as JSON. */
final class EvidenceJson {

    private static final long VERSION = 1;

    private static final JsonProvider JSON = JsonProvider.provider();

    private EvidenceJson() {}

    /** The evidence that the document is; it may hold nothing that is not proved. */
    static Evidence read(JsonObject json) throws Unusable {
        try {
            Json.hasOnly(json, "version", "check", "patient", "batch", "log", "checkpoint");
            if (Json.number(json, "version") != VERSION) {
                throw new Unusable("evidence in a version that is not known here");
            }
            JsonObject batch = Json.object(json, "batch");
            Json.hasOnly(
                    batch, "node", "number", "month", "previous", "root", "size", "written_at", "position", "proof");
            BatchHeader header = header(batch);
            JsonObject log = Json.object(json, "log");
            Json.hasOnly(log, "index", "size", "proof");
            return new Evidence(
                    check(Json.object(json, "check")),
                    patient(Json.object(json, "patient")),
                    header,
                    new InclusionProof(Json.number(batch, "position"), header.size(), path(batch)),
                    new InclusionProof(Json.number(log, "index"), Json.number(log, "size"), path(log)),
                    CheckpointNote.parse(Json.text(json, "checkpoint"))
                            .orElseThrow(() -> new Unusable("checkpoint must be the note of a ledger's checkpoint")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Unusable("the evidence has a value that no ledger writes");
        }
    }

    /** The document that the evidence is, as the service gives it. */
    static JsonObject of(Evidence evidence) {
        JsonObjectBuilder check = JSON.createObjectBuilder();
        evidence.check().values().forEach((field, value) -> check.add(field.word(), text(field.kind(), value)));
        BatchHeader batch = evidence.batch();
        return JSON.createObjectBuilder()
                .add("version", VERSION)
                .add("check", check)
                .add("patient", of(evidence.patient()))
                .add(
                        "batch",
                        JSON.createObjectBuilder()
                                .add("node", batch.node())
                                .add("number", batch.number())
                                .add("month", Moments.text(batch.month()))
                                .add("previous", batch.previous().hex())
                                .add("root", batch.root().hex())
                                .add("size", batch.size())
                                .add("written_at", Moments.text(batch.writtenAt()))
                                .add("position", evidence.inBatch().index())
                                .add("proof", of(evidence.inBatch())))
                .add(
                        "log",
                        JSON.createObjectBuilder()
                                .add("index", evidence.inLog().index())
                                .add("size", evidence.inLog().size())
                                .add("proof", of(evidence.inLog())))
                .add("checkpoint", evidence.checkpoint().text())
                .build();
    }

    private static JsonObjectBuilder of(PatientEvidence patient) {
        JsonObjectBuilder disclosed = JSON.createObjectBuilder();
        JsonObjectBuilder hidden = JSON.createObjectBuilder();
        patient.commitments().forEach((field, commitment) -> {
            if (commitment instanceof Commitment.Disclosed open) {
                JsonObjectBuilder value =
                        JSON.createObjectBuilder().add("salt", open.salt().hex());
                open.value()
                        .ifPresentOrElse(
                                each -> value.add("value", text(field.kind(), each)), () -> value.addNull("value"));
                disclosed.add(field.word(), value);
            } else {
                hidden.add(field.word(), commitment.hash(field).hex());
            }
        });
        return JSON.createObjectBuilder().add("disclosed", disclosed).add("hidden", hidden);
    }

    private static JsonArrayBuilder of(InclusionProof proof) {
        JsonArrayBuilder path = JSON.createArrayBuilder();
        proof.path().forEach(hash -> path.add(hash.hex()));
        return path;
    }

    private static String text(ClearField.Kind kind, Bytes value) {
        return switch (kind) {
            case TEXT -> value.inTheClear();
            case BYTES -> value.hex();
        };
    }

    private static ClearFields check(JsonObject json) throws Unusable {
        Map<ClearField, Bytes> values = new EnumMap<>(ClearField.class);
        for (String name : json.keySet()) {
            ClearField field = ClearField.ofWord(name)
                    .orElseThrow(() -> new Unusable("check has a member that is no field of a check"));
            values.put(field, bytes(field.kind(), Json.text(json, name)));
        }
        return new ClearFields(values);
    }

    private static PatientEvidence patient(JsonObject json) throws Unusable {
        Json.hasOnly(json, "disclosed", "hidden");
        Map<PatientField, Commitment> commitments = new EnumMap<>(PatientField.class);
        JsonObject disclosed = Json.object(json, "disclosed");
        for (String name : disclosed.keySet()) {
            JsonObject value = Json.object(disclosed, name);
            Json.hasOnly(value, "salt", "value");
            PatientField field = patientField(name);
            commitments.put(
                    field,
                    new Commitment.Disclosed(
                            Bytes.ofHex(Json.text(value, "salt")),
                            value.isNull("value")
                                    ? Optional.empty()
                                    : Optional.of(bytes(field.kind(), Json.text(value, "value")))));
        }
        JsonObject hidden = Json.object(json, "hidden");
        for (String name : hidden.keySet()) {
            Commitment both =
                    commitments.put(patientField(name), new Commitment.Hidden(Hash.ofHex(Json.text(hidden, name))));
            if (both != null) {
                throw new Unusable("a field of the patient is both disclosed and hidden");
            }
        }
        return new PatientEvidence(commitments);
    }

    private static PatientField patientField(String name) throws Unusable {
        return PatientField.ofWord(name)
                .orElseThrow(() -> new Unusable("patient has a member that is no field of a patient"));
    }

    private static BatchHeader header(JsonObject json) throws Unusable {
        return new BatchHeader(
                Json.text(json, "node"),
                Json.number(json, "number"),
                Moments.parseMonth(Json.text(json, "month")).orElseThrow(() -> new Unusable("month must be a month")),
                Hash.ofHex(Json.text(json, "previous")),
                Hash.ofHex(Json.text(json, "root")),
                Math.toIntExact(Json.number(json, "size")),
                Moments.parse(Json.text(json, "written_at"))
                        .orElseThrow(() -> new Unusable("written_at must be a moment to the microsecond")));
    }

    private static List<Hash> path(JsonObject json) throws Unusable {
        JsonArray array = Json.array(json, "proof");
        List<Hash> path = new ArrayList<>();
        for (JsonValue step : array) {
            path.add(Hash.ofHex(Json.asText(step, "each step of a proof")));
        }
        return path;
    }

    private static Bytes bytes(ClearField.Kind kind, String text) {
        return switch (kind) {
            case TEXT -> Bytes.ofText(text);
            case BYTES -> Bytes.ofHex(text);
        };
    }
}
