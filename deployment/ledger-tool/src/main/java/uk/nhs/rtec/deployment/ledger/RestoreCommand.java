package uk.nhs.rtec.deployment.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.ArchivedChecks;
import uk.nhs.rtec.deployment.ledger.archive.CheckRow;
import uk.nhs.rtec.deployment.ledger.archive.MonthArchive;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.LedgerMonth;
import uk.nhs.rtec.persistence.ledger.NotAsWritten;

/** Brings a month back from its files, when they verify and are what the database's log says. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the checks of an archived month back into its database, as the owner of the tables (PostgreSQL"
                    + " alone).",
            "The files must verify, and be what the month's log in that database says. Keys that were destroyed stay"
                    + " destroyed."
        })
final class RestoreCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Parameters(index = "0", paramLabel = "<folder>")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--key", required = true, paramLabel = "<key.pem>", description = VerifyCommands.KEY)
    private List<Path> keys = List.of();

    @Option(names = "--witness", paramLabel = "<checkpoints.txt>", description = "As of 'verify month'.")
    private List<Path> witness = List.of();

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Unusable, IOException {
        List<PublicKey> ledgersKeys = PublicKeyFile.all(keys);
        List<CheckpointNote> witnessed = Witness.read(witness).checkpoints();
        MonthArchive archive = MonthArchive.in(folder);
        LedgerMonth ofLedger = new LedgerMonth(options.divided(surroundings), archive.month());
        if (!ofLedger.standing().isOurs()) {
            throw new Unusable("only the owner of the ledger's tables brings a month back");
        }
        PrintWriter out = spec.commandLine().getOut();
        Findings findings = new Findings(out);
        String verified = VerifyCommands.told(archive, archive.verify(ledgersKeys, witnessed, findings));
        if (!findings.isEmpty()) {
            return findings.verdict(verified + "; nothing was brought back");
        }
        try {
            LedgerMonth.Return end = bringBack(ofLedger, archive, findings);
            if (end == LedgerMonth.Return.OTHER) {
                findings.say("MONTH_DIFFERS: the database has something else in the place of this month ("
                        + Moments.text(archive.month()) + ")");
                return findings.verdict(verified + "; nothing was brought back");
            }
            int verdict = findings.verdict(verified);
            out.println(
                    end == LedgerMonth.Return.BACK
                            ? "RESTORED: " + archive.extent().checks() + " checks are in the database again"
                            : "RESTORED: the same checks were there before");
            return verdict;
        } catch (NotAsWritten e) {
            findings.say(
                    "MONTH_DIFFERS: the log in this database has not what the archive has (" + e.getMessage() + ")");
            return findings.verdict(verified + "; nothing was brought back");
        }
    }

    private LedgerMonth.Return bringBack(LedgerMonth ofLedger, MonthArchive archive, Findings findings)
            throws IOException, NotAsWritten {
        try (ArchivedChecks checks = archive.checks(findings)) {
            return ofLedger.bringBack(
                    () -> checks.next().map(RestoreCommand::kept),
                    archive.mark(),
                    surroundings.clock().instant());
        }
    }

    private static LedgerMonth.Kept kept(CheckRow row) {
        return new LedgerMonth.Kept(
                row.batch().node(),
                row.batch().number(),
                row.position(),
                row.check(),
                row.sealed(),
                row.postcodeHash());
    }
}
