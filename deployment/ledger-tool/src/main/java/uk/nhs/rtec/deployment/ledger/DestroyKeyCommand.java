package uk.nhs.rtec.deployment.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.MonthArchive;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.ArchiveEntry;
import uk.nhs.rtec.persistence.ledger.KeyCustody;

/** Erases the people of a month for good by destroying its keys; its proofs stand. */
@Command(
        name = "destroy-key",
        mixinStandardHelpOptions = true,
        description = {
            "Destroys the keys of a month that is over: nobody reads its people any more, and every proof stays valid.",
            "For good, and as the owner of the tables. The same keys lie wrapped in each archive of that month"
                    + " (key.json), and in each backup: these must be destroyed too, archives with --archive. An H2 file"
                    + " must not be open elsewhere."
        })
final class DestroyKeyCommand implements Callable<Integer> {

    /** The last checks of a month are repeated for a day, by clocks that differ. */
    private static final Duration IN_USE_AFTERWARDS = Duration.ofDays(2);

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Parameters(index = "0", paramLabel = "<month>", converter = MonthOption.class, description = "Such as 2026-11.")
    @SuppressWarnings("NullAway.Init")
    private YearMonth month;

    @Option(
            names = "--yes-destroy",
            required = true,
            paramLabel = "<month>",
            converter = MonthOption.class,
            description = "The same month once more: there is no way back.")
    @SuppressWarnings("NullAway.Init")
    private YearMonth confirmed;

    @Option(
            names = "--archive",
            paramLabel = "<folder>",
            description = "An archive of that month, whose keys are destroyed too; can be given several times.")
    private List<Path> archives = List.of();

    @Option(names = "--archives-only", description = "Destroys those of the archives, and asks no database.")
    private boolean archivesOnly;

    DestroyKeyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Unusable, IOException {
        Instant now = surroundings.clock().instant();
        if (!month.equals(confirmed)) {
            throw new Unusable("--yes-destroy names another month; nothing was destroyed");
        }
        if (!month.isBefore(Moments.monthOf(now.minus(IN_USE_AFTERWARDS)))) {
            throw new Unusable("the keys of a month are in use until two days after it; nothing was destroyed");
        }
        if (archivesOnly && archives.isEmpty()) {
            throw new Unusable("there is no archive given; nothing was destroyed");
        }
        for (Path folder : archives) {
            if (!MonthArchive.in(folder).month().equals(month)) {
                throw new Unusable(folder + " is the archive of another month; nothing was destroyed");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!archivesOnly) {
            inDatabase(new KeyCustody(options.database(surroundings)), now, out);
        }
        for (Path folder : archives) {
            MonthArchive archive = MonthArchive.in(folder);
            if (archive.isErased()) {
                out.println("DESTROYED: " + folder + " had no keys");
            } else {
                archive.eraseKey();
                out.println("DESTROYED: the keys in " + folder);
            }
        }
        return LedgerTool.VERIFIED;
    }

    private void inDatabase(KeyCustody custody, Instant now, PrintWriter out) throws Unusable {
        String text = Moments.text(month);
        switch (custody.destroy(month, now)) {
            case DESTROYED -> out.println("DESTROYED: the keys of " + text + " in the database");
            case ALREADY -> out.println("DESTROYED: the database had no keys of " + text + " any more");
            case UNKNOWN -> throw new Unusable("the database never had keys of " + text);
        }
        // Only now: who takes the month out at this moment either sees that there are no keys, or is done.
        Optional<ArchiveEntry> entry = custody.archiveOf(month);
        if (entry.isPresent()) {
            out.println("NOTE: " + text + " was archived; the archive whose manifest has the SHA-256 "
                    + entry.get().manifest() + ", and every copy of it, has the keys too: --archive <folder>"
                    + " destroys them there");
        }
    }
}
