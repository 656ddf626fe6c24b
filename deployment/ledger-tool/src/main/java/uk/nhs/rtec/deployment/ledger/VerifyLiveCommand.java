package uk.nhs.rtec.deployment.ledger;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.audit.AccessChainCheck;
import uk.nhs.rtec.persistence.ledger.ChainCheck;

/** Verifies the ledger where it is: in its database. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies the ledger in its database: every check, batch, log and checkpoint, in one view of it; and every"
                    + " access to it.",
            "Anybody who may read the ledger can do this. Without --key no signature is looked at. An H2 file must not"
                    + " be open elsewhere."
        })
final class VerifyLiveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Option(names = "--key", paramLabel = "<key.pem>", description = VerifyCommands.KEY)
    private List<Path> keys = List.of();

    @Option(
            names = "--witness",
            paramLabel = "<checkpoints.txt>",
            description =
                    "Checkpoints and heads of the access log that were given away before, which the logs must contain;"
                            + " can be given several times, and needs --key.")
    private List<Path> witness = List.of();

    VerifyLiveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Unusable {
        if (keys.isEmpty() && !witness.isEmpty()) {
            throw new Unusable("what a witness has says something only with the ledger's key: --key");
        }
        DataSource database = options.database(surroundings);
        List<PublicKey> ledgersKeys = PublicKeyFile.all(keys);
        Findings findings = new Findings(spec.commandLine().getOut());
        Witness signed = signed(Witness.read(witness), ledgersKeys, findings);
        ChainCheck.Report report = new ChainCheck(database, ledgersKeys, signed.checkpoints()).run();
        report.faults()
                .forEach(found ->
                        findings.say(found.fault() + ": " + sentence(found.fault()) + " (" + where(found) + ")"));
        AccessChainCheck.Report accesses = new AccessChainCheck(database, ledgersKeys, signed.heads()).run();
        accesses.faults()
                .forEach(found -> findings.say("ACCESS_" + found.fault() + ": " + sentence(found.fault()) + " (access "
                        + found.number() + " of node " + found.node() + ")"));
        String archived = report.archived().isEmpty()
                ? ""
                : "; archived: "
                        + report.archived().stream()
                                .map((YearMonth month) -> Moments.text(month))
                                .collect(Collectors.joining(", "));
        return findings.verdict(report.checks() + " checks in " + report.batches() + " batches" + archived
                + (report.waiting() == 0 ? "" : "; nothing is signed yet of " + report.waiting() + " batches")
                + (accesses.accesses() == 0 ? "" : "; " + accesses.accesses() + " accesses"));
    }

    /** As much of what was witnessed as the ledger signed; anything else is told of. */
    private static Witness signed(Witness witness, List<PublicKey> ledgersKeys, Findings findings) {
        List<CheckpointNote> checkpoints = new ArrayList<>();
        for (CheckpointNote note : witness.checkpoints()) {
            if (note.isSignedByAny(ledgersKeys)) {
                checkpoints.add(note);
            } else {
                findings.say(
                        "CHECKPOINT_NOT_SIGNED: a checkpoint that was witnessed is not signed with the ledger's key ("
                                + note.checkpoint().origin() + ", size "
                                + note.checkpoint().size() + ")");
            }
        }
        List<AccessLogNote> heads = new ArrayList<>();
        for (AccessLogNote note : witness.heads()) {
            if (note.isSignedByAny(ledgersKeys)) {
                heads.add(note);
            } else {
                findings.say(
                        "ACCESS_HEAD_NOT_SIGNED: a head of the access log that was witnessed is not signed with the"
                                + " ledger's key (access " + note.number() + " of node " + note.node() + ")");
            }
        }
        return new Witness(checkpoints, heads);
    }

    private static String where(ChainCheck.Found found) {
        if (Moments.parseMonth(found.nodeOrMonth()).isPresent()) {
            return "the log of " + found.nodeOrMonth() + (found.number() > 0 ? ", size " + found.number() : "");
        }
        if (found.nodeOrMonth().isEmpty()) {
            return "the logs";
        }
        return (found.number() > 0 ? "batch " + found.number() + " of " : "") + "node " + found.nodeOrMonth();
    }

    private static String sentence(AccessChainCheck.Fault fault) {
        return switch (fault) {
            case NUMBER_MISSING -> "an access does not have the number that follows";
            case PREVIOUS_DIFFERS -> "an access does not follow the one that its node wrote before";
            case HASH_DIFFERS -> "an access is not what its hash says";
            case HEAD_DIFFERS -> "an access is not the one that was signed";
            case CUT_OFF -> "more accesses were signed than are here";
            case OTHER_LEDGER -> "what was signed, or witnessed, is of a ledger of another name";
            case WITNESS_DIFFERS -> "an access is not the one of a head that was witnessed";
            case ROLLED_BACK -> "a head that was witnessed vouches for more accesses than are here";
            case HEAD_NOT_SIGNED -> "what vouches for the accesses up to here is not signed with the ledger's key";
        };
    }

    private static String sentence(ChainCheck.Fault fault) {
        return switch (fault) {
            case NUMBER_MISSING -> "a batch does not have the number that follows";
            case PREVIOUS_DIFFERS -> "a batch does not follow the one that its node wrote before";
            case HASH_DIFFERS -> "a batch is not what its hash says";
            case CHECKS_DIFFER -> "a batch has not the checks that were written in it";
            case ROOT_DIFFERS -> "a check of the batch is not as it was written";
            case OTHER_MONTH -> "a check was answered in another month";
            case BATCH_MISSING -> "checks stand there whose batch does not";
            case NOT_IN_LOG -> "a batch is in no log, and a later one of its node is: it was taken out";
            case LOG_DIFFERS -> "the log is not of the batches, or not in its order, or its end is not signed";
            case KEPT_ROOTS_DIFFER -> "the roots that are kept of the log, to make proofs of, are not those of the log";
            case CHECKPOINT_DIFFERS -> "what was signed is not the log that is here";
            case OTHER_LEDGER -> "what was signed, or witnessed, is of a ledger of another name";
            case CHECKPOINT_NOT_SIGNED -> "a checkpoint is not signed with the ledger's key";
            case WITNESS_DIFFERS -> "the log is not the one of a checkpoint that was witnessed";
            case ROLLED_BACK -> "a checkpoint that was witnessed vouches for more batches than the log has";
            case ARCHIVE_DIFFERS -> "what is said of a month that was archived does not fit its batches";
            case ARCHIVE_NOT_SIGNED -> "nobody with the ledger's key says that a month was archived";
        };
    }
}
