package uk.nhs.rtec.deployment.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.ArchiveWriter;
import uk.nhs.rtec.deployment.ledger.archive.MonthArchive;
import uk.nhs.rtec.deployment.ledger.archive.OnDisk;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.ArchiveNote;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.LedgerMonth;
import uk.nhs.rtec.persistence.ledger.NotAsWritten;
import uk.nhs.rtec.persistence.ledger.WrappedKeys;

/** Takes a month out of the database: into files first, which are verified, and only then out. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a month out of the database into files, as the owner of the tables (PostgreSQL alone).",
            "The files are written, verified as 'verify month' does it, and only then the month's checks leave the"
                    + " database; batches, log, checkpoints and wrapped keys stay there. Whatever interrupts it, it can"
                    + " be run again with the same folder.",
            "Needs the ledger's key store, which vouches for what is gone: " + KeyStoreSettings.NEEDED + "."
        })
final class ArchiveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Parameters(index = "0", paramLabel = "<month>", converter = MonthOption.class, description = "Such as 2026-11.")
    @SuppressWarnings("NullAway.Init")
    private YearMonth month;

    @Parameters(index = "1", paramLabel = "<folder>", description = "Where the files are to be.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--keep",
            paramLabel = "<months>",
            defaultValue = "36",
            description = "How many months stay in the database before this one (${DEFAULT-VALUE}).")
    private int keep;

    @Option(names = "--even-if-younger", description = "Also takes a month that should still be kept.")
    private boolean evenIfYounger;

    ArchiveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Unusable, IOException {
        Instant now = surroundings.clock().instant();
        isOldEnough(Moments.monthOf(now));
        CheckpointKeys keys = new KeyStoreSettings(surroundings).checkpoint();
        DataSource owner = options.divided(surroundings);
        LedgerMonth ofLedger = new LedgerMonth(owner, month);
        LedgerMonth.Standing standing = ofLedger.standing();
        if (!standing.isOurs()) {
            throw new Unusable("only the owner of the ledger's tables takes a month out");
        }
        if (standing.isArchived()) {
            return isDone(standing, keys);
        }
        if (!standing.isPart() || standing.batches() == 0) {
            throw new Unusable("the database has no checks of " + Moments.text(month));
        }
        CheckpointNote last = standing.last()
                .filter(note -> standing.isSigned())
                .orElseThrow(() ->
                        new Unusable("not every batch of " + Moments.text(month) + " is in its log and signed yet"));
        Findings findings = new Findings(spec.commandLine().getOut());
        if (isFree(folder)) {
            try {
                write(ofLedger, last);
            } catch (NotAsWritten e) {
                findings.say("MONTH_DIFFERS: the database has not what the log says (" + e.getMessage()
                        + "); 'verify live' tells more");
                return findings.verdict(Moments.text(month) + "; nothing was taken out");
            }
        }
        MonthArchive archive = MonthArchive.in(folder);
        isOf(archive, last, standing);
        String verified = VerifyCommands.told(archive, archive.verify(keys.trusted(), List.of(last), findings));
        if (!findings.isEmpty()) {
            return findings.verdict(verified + "; nothing was taken out");
        }
        return takeOut(ofLedger, archive, keys, verified);
    }

    private void isOldEnough(YearMonth running) throws Unusable {
        if (!month.isBefore(running)) {
            throw new Unusable("a month is taken out when it is over, and " + Moments.text(month) + " is not");
        }
        if (!evenIfYounger && !month.isBefore(running.minusMonths(keep))) {
            throw new Unusable(Moments.text(month) + " is kept for " + keep
                    + " months; --even-if-younger takes it out all the same");
        }
    }

    private int isDone(LedgerMonth.Standing standing, CheckpointKeys keys) throws Unusable, IOException {
        if (isFree(folder)) {
            throw new Unusable(Moments.text(month) + " was taken out before, into other files");
        }
        MonthArchive archive = MonthArchive.in(folder);
        if (!archive.mark().equals(standing.entry().orElseThrow().manifest())) {
            throw new Unusable(Moments.text(month) + " was taken out before, and not into these files");
        }
        Findings findings = new Findings(spec.commandLine().getOut());
        MonthArchive.Extent extent = archive.verify(keys.trusted(), List.of(), findings);
        if (standing.isErased()) {
            erase(archive);
        }
        return findings.verdict(VerifyCommands.told(archive, extent) + "; it was taken out before");
    }

    /** A folder gets its name when all of it is on the disk: whatever bears the name is whole. */
    private void write(LedgerMonth ofLedger, CheckpointNote last) throws IOException, Unusable, NotAsWritten {
        Path whole = folder.toAbsolutePath();
        Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
        removeLeftovers(partial);
        try (ArchiveWriter writer = new ArchiveWriter(partial, last.checkpoint().ledger(), month)) {
            ofLedger.copyTo(new Into(writer));
            writer.finish();
        }
        Files.deleteIfExists(whole);
        Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
        OnDisk.force(whole.resolveSibling("."));
    }

    /** Of a run that was interrupted before its files were whole. */
    private static void removeLeftovers(Path partial) throws IOException, Unusable {
        if (!Files.exists(partial)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(partial)) {
            files = listed.toList();
        }
        if (!files.stream()
                .allMatch(file -> ArchiveWriter.isOfAnArchive(file.getFileName().toString()))) {
            throw new Unusable(partial + " has files that are none of an archive");
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(partial);
    }

    private static boolean isFree(Path folder) throws IOException, Unusable {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            throw new Unusable(folder + " is no folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Files that were written before must be of what the database has now. */
    private void isOf(MonthArchive archive, CheckpointNote last, LedgerMonth.Standing standing) throws Unusable {
        if (!archive.month().equals(month)
                || !archive.ledger().equals(last.checkpoint().ledger())
                || archive.extent().batches() != standing.batches()
                || archive.extent().checks() != standing.checks()) {
            throw new Unusable(folder + " holds something else than the database has of " + Moments.text(month));
        }
    }

    private int takeOut(LedgerMonth ofLedger, MonthArchive archive, CheckpointKeys keys, String verified)
            throws Unusable, IOException {
        PrintWriter out = spec.commandLine().getOut();
        ArchiveNote note = ArchiveNote.sign(
                archive.ledger(),
                month,
                archive.extent().batches(),
                archive.extent().checks(),
                archive.mark(),
                keys.signing(),
                keys.verifying());
        LedgerMonth.Departure departure =
                ofLedger.takeOut(note, surroundings.clock().instant());
        return switch (departure) {
            case GONE, GONE_ERASED -> {
                if (departure == LedgerMonth.Departure.GONE_ERASED) {
                    erase(archive);
                }
                out.println("VERIFIED: " + verified);
                out.println("ARCHIVED: " + archive.extent().checks() + " checks left the database; its batches, log,"
                        + " checkpoints and wrapped keys stay");
                yield LedgerTool.VERIFIED;
            }
            case CHANGED ->
                throw new Unusable("the database has not what the files have; nothing was taken out, and 'verify live'"
                        + " tells more");
            case BUSY ->
                throw new Unusable(
                        "somebody read or wrote the ledger all the time; nothing was taken out, run it again");
        };
    }

    /** The month's keys were destroyed in the database after they went into these files. */
    private void erase(MonthArchive archive) throws IOException {
        if (!archive.isErased()) {
            archive.eraseKey();
            spec.commandLine()
                    .getOut()
                    .println("DESTROYED: the keys in " + folder + ", since those in the database were destroyed");
        }
    }

    private record Into(ArchiveWriter writer) implements LedgerMonth.Sink {

        @Override
        public void batch(BatchHeader batch) throws IOException {
            writer.batch(batch);
        }

        @Override
        public void check(ClearFields check, Bytes sealed, Optional<Bytes> postcodeHash) throws IOException {
            writer.check(check, sealed, postcodeHash);
        }

        @Override
        public void checkpoint(CheckpointNote note) throws IOException {
            writer.checkpoint(note);
        }

        @Override
        public void keys(WrappedKeys keys) throws IOException {
            writer.key(KeyJson.of(keys));
        }
    }
}
