package uk.nhs.rtec.deployment.ledger.archive;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/**
 * What an archive says of itself.
 *
 * @param ledger the name of the ledger
 * @param files by their names
 */
record Manifest(
        String ledger, YearMonth month, long checks, long batches, long checkpoints, Map<String, FileMark> files) {

    static final String NAME = "manifest.json";

    private static final long VERSION = 1;

    static Manifest read(Path folder) throws Unusable {
        JsonObject json = Json.read(folder.resolve(NAME));
        Json.hasOnly(json, "version", "ledger", "month", "checks", "batches", "checkpoints", "files");
        if (Json.number(json, "version") != VERSION) {
            throw new Unusable("an archive in a version that is not known here");
        }
        Map<String, FileMark> files = new LinkedHashMap<>();
        JsonObject named = Json.object(json, "files");
        for (String name : named.keySet()) {
            if (!name.matches("[a-z]+\\.[a-z.]+")) {
                throw new Unusable("the manifest names a file that is none of an archive");
            }
            JsonObject mark = Json.object(named, name);
            Json.hasOnly(mark, "bytes", "sha256");
            files.put(name, new FileMark(Json.number(mark, "bytes"), hash(mark)));
        }
        return new Manifest(
                Json.text(json, "ledger"),
                Moments.parseMonth(Json.text(json, "month"))
                        .orElseThrow(() -> new Unusable("the manifest names no month")),
                Json.number(json, "checks"),
                Json.number(json, "batches"),
                Json.number(json, "checkpoints"),
                files);
    }

    /** The name under which one of the files lies there, compressed or not. */
    Optional<String> named(String file) {
        return files.keySet().stream()
                .filter(name -> name.equals(file) || name.equals(file + ".gz"))
                .findFirst();
    }

    void write(Path folder) throws IOException {
        JsonProvider provider = JsonProvider.provider();
        JsonObjectBuilder marks = provider.createObjectBuilder();
        files.forEach((name, mark) -> marks.add(
                name,
                provider.createObjectBuilder()
                        .add("bytes", mark.bytes())
                        .add("sha256", mark.sha256().hex())));
        JsonObject json = provider.createObjectBuilder()
                .add("version", VERSION)
                .add("ledger", ledger)
                .add("month", Moments.text(month))
                .add("checks", checks)
                .add("batches", batches)
                .add("checkpoints", checkpoints)
                .add("files", marks)
                .build();
        try (OutputStream out = Files.newOutputStream(folder.resolve(NAME));
                JsonWriter writer = provider.createWriter(out)) {
            writer.writeObject(json);
        }
    }

    private static Hash hash(JsonObject mark) throws Unusable {
        try {
            return Hash.ofHex(Json.text(mark, "sha256"));
        } catch (IllegalArgumentException e) {
            throw new Unusable("sha256 must be 64 hexadecimal digits");
        }
    }
}
