package uk.nhs.rtec.deployment.ledger.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Moments;

/**
 * Writes the archive of a month, line by line: each batch in the order of the log, followed by its checks in the order of their positions. What
 * is not finished has no manifest, and is no archive.
 */
public final class ArchiveWriter implements Closeable {

    private final Path folder;
    private final String ledger;
    private final YearMonth month;
    private final OutputStream checks;
    private final OutputStream batches;
    private final OutputStream log;
    private final OutputStream checkpoints;
    private final List<String> files = new ArrayList<>();
    private @Nullable BatchHeader batch;
    private int position;
    private long numberOfChecks;
    private long numberOfBatches;
    private long numberOfCheckpoints;

    /** Begins the archive in a folder that is empty, or not there yet. */
    public ArchiveWriter(Path folder, String ledger, YearMonth month) throws IOException {
        this.folder = OnDisk.createFolder(folder);
        this.ledger = ledger;
        this.month = month;
        checks = new GZIPOutputStream(file(ArchiveColumns.CHECKS + ".gz"), 65_536);
        batches = file(ArchiveColumns.BATCHES);
        log = file(ArchiveColumns.LOG);
        checkpoints = file(ArchiveColumns.CHECKPOINTS);
        line(checks, ArchiveColumns.OF_CHECKS);
        line(batches, ArchiveColumns.OF_BATCHES);
        line(log, ArchiveColumns.OF_LOG);
    }

    /** Whether files of archives go by such a name. */
    public static boolean isOfAnArchive(String name) {
        return Set.of(
                        ArchiveColumns.CHECKS + ".gz",
                        ArchiveColumns.BATCHES,
                        ArchiveColumns.LOG,
                        ArchiveColumns.CHECKPOINTS,
                        ArchiveColumns.KEY,
                        Manifest.NAME)
                .contains(name);
    }

    /** The next batch of the log. */
    public void batch(BatchHeader next) throws IOException {
        String number = String.valueOf(next.number());
        line(
                batches,
                List.of(
                        next.node(),
                        number,
                        Moments.text(next.month()),
                        next.previous().hex(),
                        next.root().hex(),
                        String.valueOf(next.size()),
                        Moments.text(next.writtenAt()),
                        next.hash().hex()));
        line(
                log,
                List.of(
                        String.valueOf(numberOfBatches),
                        next.node(),
                        number,
                        next.hash().hex()));
        batch = next;
        position = 0;
        numberOfBatches++;
    }

    /** The next check of that batch, with what is sealed of it, and the hash of its postcode if it has one. */
    public void check(ClearFields check, Bytes sealed, Optional<Bytes> postcodeHash) throws IOException {
        if (batch == null) {
            throw new IllegalStateException("a check stands in a batch");
        }
        List<String> values = new ArrayList<>();
        values.add(batch.node());
        values.add(String.valueOf(batch.number()));
        values.add(String.valueOf(position));
        for (ClearField field : ArchiveColumns.CHECK_FIELDS) {
            values.add(
                    switch (field.kind()) {
                        case TEXT -> check.text(field).orElse("");
                        case BYTES -> check.value(field).map(Bytes::hex).orElse("");
                    });
        }
        values.add(sealed.hex());
        values.add(postcodeHash.map(Bytes::hex).orElse(""));
        line(checks, values);
        position++;
        numberOfChecks++;
    }

    /** The next checkpoint, in the order of their sizes. */
    public void checkpoint(CheckpointNote note) throws IOException {
        String before = numberOfCheckpoints == 0 ? "" : "\n";
        checkpoints.write((before + note.text()).getBytes(StandardCharsets.UTF_8));
        numberOfCheckpoints++;
    }

    /** The month's keys, wrapped. */
    public void key(String json) throws IOException {
        try (OutputStream key = file(ArchiveColumns.KEY)) {
            key.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Ends the archive with its manifest; all of it is on the disk when this returns. */
    public void finish() throws IOException {
        close();
        Map<String, FileMark> marks = new LinkedHashMap<>();
        for (String name : files) {
            OnDisk.force(folder.resolve(name));
            marks.put(name, FileMark.of(folder.resolve(name)));
        }
        OnDisk.create(folder.resolve(Manifest.NAME));
        new Manifest(ledger, month, numberOfChecks, numberOfBatches, numberOfCheckpoints, marks).write(folder);
        OnDisk.force(folder.resolve(Manifest.NAME));
        OnDisk.force(folder);
    }

    @Override
    public void close() throws IOException {
        try (checks;
                batches;
                log;
                checkpoints) {
            checks.flush();
        }
    }

    private OutputStream file(String name) throws IOException {
        OutputStream file = new BufferedOutputStream(
                Files.newOutputStream(OnDisk.create(folder.resolve(name)), StandardOpenOption.WRITE), 65_536);
        files.add(name);
        return file;
    }

    /** Nothing that a ledger writes needs a quote. */
    private static void line(OutputStream file, List<String> values) throws IOException {
        String line = String.join(",", values);
        if (values.stream().anyMatch(value -> !CsvLine.isPlain(value))) {
            throw new IllegalArgumentException("a value that no ledger writes");
        }
        file.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
