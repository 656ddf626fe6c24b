package uk.nhs.rtec.deployment.ledger.archive;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.CompactRange;
import uk.nhs.rtec.domain.proof.Hash;

/** The archive of a month as it lies in its folder. */
public final class MonthArchive {

    /** How much was read. */
    public record Extent(long checks, long batches, long checkpoints) {}

    private final Path folder;
    private final Manifest manifest;

    private MonthArchive(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * The archive in this folder.
     *
     * @throws Unusable when there is no manifest of one, or it does not name all of its files
     */
    public static MonthArchive in(Path folder) throws Unusable {
        Manifest manifest = Manifest.read(folder);
        for (String file : List.of(
                ArchiveColumns.CHECKS, ArchiveColumns.BATCHES, ArchiveColumns.LOG, ArchiveColumns.CHECKPOINTS)) {
            if (manifest.named(file).isEmpty()) {
                throw new Unusable("the manifest does not name " + file);
            }
        }
        return new MonthArchive(folder, manifest);
    }

    public String ledger() {
        return manifest.ledger();
    }

    public YearMonth month() {
        return manifest.month();
    }

    /** Whether the month's people can be read no more, since its keys were destroyed. */
    public boolean isErased() {
        return manifest.named(ArchiveColumns.KEY)
                .filter(name -> Files.exists(folder.resolve(name)))
                .isEmpty();
    }

    /**
     * Reads all of it once, and tells of everything that is not as the ledger with these keys wrote it.
     *
     * @param witnessed checkpoints that were given away before: the log must contain them
     */
    public Extent verify(List<PublicKey> ledgersKeys, List<CheckpointNote> witnessed, Consumer<Finding> findings)
            throws IOException {
        if (!isErased()) {
            verifyKeyFile(findings);
        }
        try (ArchivedFile checks = open(ArchiveColumns.CHECKS, findings);
                ArchivedFile batches = open(ArchiveColumns.BATCHES, findings);
                ArchivedFile log = open(ArchiveColumns.LOG, findings);
                ArchivedFile checkpoints = open(ArchiveColumns.CHECKPOINTS, findings)) {
            SignedLog signed = new SignedLog(
                    manifest.ledger(),
                    manifest.month(),
                    ledgersKeys,
                    witnessed,
                    new Notes(checkpoints, findings),
                    findings);
            MonthWalk walk = new MonthWalk(
                    manifest.month(),
                    Rows.ofChecks(checks, findings),
                    new Rows<>(batches, ArchiveColumns.OF_BATCHES, BatchRow::read, findings),
                    new Rows<>(log, ArchiveColumns.OF_LOG, LogRow::read, findings),
                    signed,
                    findings);
            walk.run();
            Extent extent = new Extent(walk.checks(), walk.batches(), signed.checkpoints());
            for (ArchivedFile file : List.of(checks, batches, log, checkpoints)) {
                file.finish();
            }
            count("checks", manifest.checks(), extent.checks(), findings);
            count("batches", manifest.batches(), extent.batches(), findings);
            count("checkpoints", manifest.checkpoints(), extent.checkpoints(), findings);
            return extent;
        }
    }

    /** How many checks, batches and checkpoints the manifest says that there are. */
    public Extent extent() {
        return new Extent(manifest.checks(), manifest.batches(), manifest.checkpoints());
    }

    /** The SHA-256 of the manifest, by which an archive is known. */
    public Hash mark() throws IOException {
        return FileMark.of(folder.resolve(Manifest.NAME)).sha256();
    }

    /** The month's keys as they were written; nothing when its people were erased. */
    public Optional<JsonObject> key() throws Unusable {
        return isErased() ? Optional.empty() : Optional.of(Json.read(folder.resolve(ArchiveColumns.KEY)));
    }

    /** Writes over the month's keys and takes them away: they are in no file of this archive any more. */
    public void eraseKey() throws IOException {
        Path key = folder.resolve(ArchiveColumns.KEY);
        byte[] nothing = new byte[Math.toIntExact(Files.size(key))];
        Files.write(key, nothing, StandardOpenOption.WRITE);
        OnDisk.force(key);
        Files.delete(key);
        OnDisk.force(folder);
    }

    /** The checks, one after the other in the order of the log. */
    public ArchivedChecks checks(Consumer<Finding> findings) {
        return new ArchivedChecks(open(ArchiveColumns.CHECKS, findings), findings);
    }

    /** Everything in the archive that proves one check, but for what is sealed of it; nothing when it is not here. */
    public Optional<Place> find(UUID check, Consumer<Finding> findings) throws IOException {
        Optional<Place> inBatch;
        try (ArchivedChecks checks = checks(findings)) {
            inBatch = Place.search(checks, check.toString());
        }
        if (inBatch.isEmpty()) {
            return inBatch;
        }
        try (ArchivedFile batches = open(ArchiveColumns.BATCHES, findings);
                ArchivedFile log = open(ArchiveColumns.LOG, findings);
                ArchivedFile checkpoints = open(ArchiveColumns.CHECKPOINTS, findings)) {
            return inBatch.get()
                    .in(
                            new Rows<>(log, ArchiveColumns.OF_LOG, LogRow::read, findings),
                            new Rows<>(batches, ArchiveColumns.OF_BATCHES, BatchRow::read, findings),
                            new Notes(checkpoints, findings));
        }
    }

    /** The root that the archived log had at each of these sizes, as far as it has them. */
    public RootsOfLog rootsAt(long smaller, long larger, Consumer<Finding> findings) throws IOException {
        try (ArchivedFile log = open(ArchiveColumns.LOG, findings)) {
            Rows<LogRow> rows = new Rows<>(log, ArchiveColumns.OF_LOG, LogRow::read, findings);
            CompactRange range = CompactRange.EMPTY;
            Optional<Hash> at = Optional.of(range.root()).filter(root -> smaller == 0);
            while (range.size() < larger && rows.peek().isPresent()) {
                range = range.plus(rows.take().orElseThrow().hash());
                if (range.size() == smaller) {
                    at = Optional.of(range.root());
                }
            }
            return new RootsOfLog(at, range.size() == larger ? Optional.of(range.root()) : Optional.empty());
        }
    }

    /** Two roots of one log; nothing for a size that it has not reached. */
    public record RootsOfLog(Optional<Hash> smaller, Optional<Hash> larger) {}

    private ArchivedFile open(String file, Consumer<Finding> findings) {
        String name = manifest.named(file).orElseThrow();
        FileMark mark = manifest.files().get(name);
        if (mark == null) {
            throw new IllegalStateException("the manifest names it");
        }
        return new ArchivedFile(folder, name, mark, findings);
    }

    private void verifyKeyFile(Consumer<Finding> findings) throws IOException {
        FileMark actual = FileMark.of(folder.resolve(ArchiveColumns.KEY));
        if (!actual.equals(manifest.files().get(ArchiveColumns.KEY))) {
            findings.accept(new Finding(Finding.Kind.FILE_ALTERED, ArchiveColumns.KEY));
        }
    }

    private static void count(String what, long expected, long counted, Consumer<Finding> findings) {
        if (expected != counted) {
            findings.accept(new Finding(Finding.Kind.COUNT_DIFFERS, counted + " " + what + " instead of " + expected));
        }
    }
}
