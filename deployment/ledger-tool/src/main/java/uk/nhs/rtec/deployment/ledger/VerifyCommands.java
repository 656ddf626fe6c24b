package uk.nhs.rtec.deployment.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.nhs.rtec.deployment.ledger.archive.Finding;
import uk.nhs.rtec.deployment.ledger.archive.Finding.Kind;
import uk.nhs.rtec.deployment.ledger.archive.Json;
import uk.nhs.rtec.deployment.ledger.archive.MonthArchive;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.Commitment;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Flaw;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientField;

/** What needs no database: the ledger's public key is enough. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Verifies with the ledger's public key alone.")
final class VerifyCommands {

    private static final long LONGEST_NOTES = 64 * 1024 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before it calls a command
    private CommandSpec spec;

    /** One piece of evidence. */
    @Command(name = "evidence", mixinStandardHelpOptions = true, description = "Verifies the evidence of one check.")
    int evidence(
            @Parameters(paramLabel = "<evidence.json>") Path file,
            @Option(names = "--key", required = true, paramLabel = "<key.pem>", description = KEY) List<Path> keys,
            @Option(
                            names = "--show",
                            description = "Also prints the fields of the check, and what is disclosed of the patient,"
                                    + " when they are proved.")
                    boolean show)
            throws Unusable {
        List<PublicKey> ledgersKeys = PublicKeyFile.all(keys);
        Evidence evidence = EvidenceJson.read(Json.read(file));
        PrintWriter out = spec.commandLine().getOut();
        return evidence.verify(ledgersKeys)
                .map(
                        verified -> {
                            out.println("VERIFIED: check "
                                    + evidence.check().text(ClearField.ID).orElse("without an id") + ", in batch "
                                    + evidence.batch().number() + " of node "
                                    + evidence.batch().node() + ", in the log of "
                                    + Moments.text(evidence.batch().month()));
                            if (show) {
                                show(evidence, out);
                            }
                            return LedgerTool.VERIFIED;
                        },
                        notVerified -> {
                            notVerified
                                    .flaws()
                                    .forEach(flaw -> out.println("NOT VERIFIED: " + flaw + ": " + sentence(flaw)));
                            return LedgerTool.NOT_VERIFIED;
                        });
    }

    /** A whole month. */
    @Command(name = "month", mixinStandardHelpOptions = true, description = "Verifies the archive of a month.")
    int month(
            @Parameters(paramLabel = "<folder>") Path folder,
            @Option(names = "--key", required = true, paramLabel = "<key.pem>", description = KEY) List<Path> keys,
            @Option(
                            names = "--witness",
                            paramLabel = "<checkpoints.txt>",
                            description =
                                    "Checkpoints that were given away before, which the log must contain; those of"
                                            + " other months of the ledger are passed over; without any, whoever holds the ledger's own key can roll it back unseen.")
                    @Nullable
                    List<Path> witness)
            throws Unusable, IOException {
        List<PublicKey> ledgersKeys = PublicKeyFile.all(keys);
        MonthArchive archive = MonthArchive.in(folder);
        List<CheckpointNote> witnessed =
                witness == null ? List.of() : Witness.read(witness).checkpoints();
        Findings findings = new Findings(spec.commandLine().getOut());
        return findings.verdict(told(archive, archive.verify(ledgersKeys, witnessed, findings)));
    }

    /** What was verified of the archive of a month. */
    static String told(MonthArchive archive, MonthArchive.Extent extent) {
        String erased = archive.isErased() ? "; its people were erased" : "";
        return archive.ledger() + "/" + Moments.text(archive.month()) + ", " + extent.checks() + " checks in "
                + extent.batches() + " batches under " + extent.checkpoints() + " checkpoints" + erased;
    }

    /** One checkpoint after another. */
    @Command(
            name = "extension",
            mixinStandardHelpOptions = true,
            description = "Verifies that the log of one checkpoint was only added to until the other.")
    int extension(
            @Parameters(index = "0", paramLabel = "<older>") Path older,
            @Parameters(index = "1", paramLabel = "<newer>") Path newer,
            @Parameters(
                            index = "2",
                            arity = "0..1",
                            paramLabel = "<archive or proof>",
                            description =
                                    "The archive of the month, or a consistency proof, one hash in Base64 on a line."
                                            + " Two checkpoints of one size need neither.")
                    @Nullable
                    Path between,
            @Option(names = "--key", required = true, paramLabel = "<key.pem>", description = KEY) List<Path> keys)
            throws Unusable, IOException {
        List<PublicKey> ledgersKeys = PublicKeyFile.all(keys);
        CheckpointNote from = note(older);
        CheckpointNote to = note(newer);
        Findings findings = new Findings(spec.commandLine().getOut());
        for (CheckpointNote note : List.of(from, to)) {
            if (!note.isSignedByAny(ledgersKeys)) {
                findings.accept(new Finding(
                        Kind.CHECKPOINT_NOT_SIGNED, "size " + note.checkpoint().size()));
            }
        }
        compare(from.checkpoint(), to.checkpoint(), between, findings);
        return findings.verdict(from.checkpoint().origin() + ", from "
                + from.checkpoint().size() + " to " + to.checkpoint().size() + " batches");
    }

    static final String KEY =
            "The ledger's public key, Ed25519, in PEM; given several times when the ledger has had several keys: each"
                    + " signature must be of one of them.";

    private static void compare(Checkpoint from, Checkpoint to, @Nullable Path between, Consumer<Finding> findings)
            throws Unusable, IOException {
        String sizes = "from " + from.size() + " to " + to.size() + " batches";
        if (!from.origin().equals(to.origin())) {
            findings.accept(new Finding(Kind.CHECKPOINT_OF_ANOTHER_LOG, from.origin() + " and " + to.origin()));
        } else if (from.size() > to.size()) {
            findings.accept(new Finding(Kind.NOT_EXTENDED, sizes));
        } else if (from.size() == to.size()) {
            if (!from.root().equals(to.root())) {
                findings.accept(new Finding(Kind.TWO_CHECKPOINTS_OF_ONE_SIZE, "both of size " + to.size()));
            }
        } else if (between == null) {
            throw new Unusable("two checkpoints of two sizes need the archive or a consistency proof");
        } else if (!isExtended(from, to, between, findings)) {
            findings.accept(new Finding(Kind.NOT_EXTENDED, sizes));
        }
    }

    private static boolean isExtended(Checkpoint from, Checkpoint to, Path between, Consumer<Finding> findings)
            throws Unusable, IOException {
        if (Files.isDirectory(between)) {
            MonthArchive.RootsOfLog roots = MonthArchive.in(between).rootsAt(from.size(), to.size(), findings);
            return roots.smaller().equals(Optional.of(from.root()))
                    && roots.larger().equals(Optional.of(to.root()));
        }
        return new ConsistencyProof(from.size(), to.size(), hashes(between)).proves(from.root(), to.root());
    }

    private static String sentence(Flaw flaw) {
        return switch (flaw) {
            case CHECKPOINT_NOT_SIGNED -> "the checkpoint is not signed with the ledger's key";
            case BATCH_NOT_IN_LOG -> "the batch is not shown to stand in the log that was signed";
            case CHECK_NOT_IN_BATCH -> "the check is not shown to stand in the batch";
            case OTHER_MONTH -> "the check was answered in another month than its batch or its log is of";
            case PATIENT_NOT_AS_RECORDED -> "what is said of the patient is not what the check was recorded with";
        };
    }

    private static void show(Evidence evidence, PrintWriter out) {
        evidence.check()
                .values()
                .forEach((field, value) -> out.println(field.word() + ": " + told(field.kind(), value)));
        for (PatientField field : PatientField.values()) {
            if (evidence.patient().of(field) instanceof Commitment.Disclosed disclosed) {
                out.println(field.word() + ": "
                        + disclosed
                                .value()
                                .map(value -> told(field.kind(), value))
                                .orElse("(none)"));
            }
        }
    }

    private static String told(ClearField.Kind kind, Bytes value) {
        return switch (kind) {
            case TEXT -> value.inTheClear();
            case BYTES -> value.hex();
        };
    }

    private static CheckpointNote note(Path file) throws Unusable {
        return CheckpointNote.parse(text(file)).orElseThrow(() -> new Unusable(file + " is no checkpoint"));
    }

    private static List<Hash> hashes(Path file) throws Unusable {
        List<Hash> hashes = new ArrayList<>();
        try {
            for (String line : text(file).lines().toList()) {
                hashes.add(Hash.of(Base64.getDecoder().decode(line)));
            }
        } catch (IllegalArgumentException e) {
            throw new Unusable(file + " is no consistency proof: one hash in Base64 on a line is needed");
        }
        return hashes;
    }

    static String text(Path file) throws Unusable {
        try {
            if (Files.size(file) > LONGEST_NOTES) {
                throw new Unusable(file + " is too long");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read");
        }
    }
}
