package uk.nhs.rtec.deployment.ledger.archive;

import java.security.PublicKey;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.CompactRange;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/** A log as it grows, held against every checkpoint of it. */
final class SignedLog {

    private final String ledger;
    private final YearMonth month;
    private final List<PublicKey> keys;
    private final Notes notes;
    private final Consumer<Finding> findings;
    private final Map<Long, Hash> witnessedRoots = new HashMap<>();
    private final Deque<Checkpoint> witnessed;
    private CompactRange range = CompactRange.EMPTY;
    private Optional<Checkpoint> next;
    private long lastSize = -1;
    private Hash lastRoot = Hash.NONE;
    private long signedUpTo = -1;
    private long checkpoints;

    SignedLog(
            String ledger,
            YearMonth month,
            List<PublicKey> keys,
            List<CheckpointNote> witnessed,
            Notes notes,
            Consumer<Finding> findings) {
        this.ledger = ledger;
        this.month = month;
        this.keys = keys;
        this.notes = notes;
        this.findings = findings;
        this.witnessed = new ArrayDeque<>(ofThisLog(witnessed));
        next = read();
        compare();
    }

    /** The next batch of the log. */
    void add(Hash batch) {
        range = range.plus(batch);
        compare();
    }

    /** How many batches it has. */
    long size() {
        return range.size();
    }

    /** How many checkpoints were read. */
    long checkpoints() {
        return checkpoints;
    }

    /** Nothing more comes. */
    void end() {
        while (next.isPresent()) {
            rolledBack("a checkpoint", next.get());
            next = read();
        }
        witnessed.forEach(each -> rolledBack("a checkpoint that was witnessed", each));
        if (signedUpTo < range.size()) {
            findings.accept(new Finding(
                    Finding.Kind.LOG_NOT_SIGNED,
                    range.size() + " batches, signed up to " + Math.max(signedUpTo, 0) + " of them"));
        }
    }

    private void rolledBack(String what, Checkpoint checkpoint) {
        findings.accept(new Finding(
                Finding.Kind.ROLLED_BACK,
                what + " of size " + checkpoint.size() + ", and " + range.size() + " batches"));
    }

    /** With every checkpoint of the size that the log has now. */
    private void compare() {
        while (next.filter(each -> each.size() <= range.size()).isPresent()) {
            Checkpoint checkpoint = next.orElseThrow();
            if (checkpoint.size() == range.size()) {
                compare("the checkpoint", checkpoint);
                signedUpTo = checkpoint.size();
            }
            next = read();
        }
        while (!witnessed.isEmpty() && witnessed.element().size() == range.size()) {
            compare("the checkpoint that was witnessed", witnessed.remove());
        }
    }

    private void compare(String what, Checkpoint checkpoint) {
        if (!checkpoint.root().equals(range.root())) {
            findings.accept(new Finding(Finding.Kind.LOG_REWRITTEN, what + " of size " + checkpoint.size()));
        }
    }

    private Optional<Checkpoint> read() {
        for (Optional<CheckpointNote> note = notes.next(); note.isPresent(); note = notes.next()) {
            checkpoints++;
            Checkpoint checkpoint = note.get().checkpoint();
            if (isOurs(note.get()) && isInOrder(checkpoint)) {
                return Optional.of(checkpoint);
            }
        }
        return Optional.empty();
    }

    private boolean isInOrder(Checkpoint checkpoint) {
        Hash witness = witnessedRoots.get(checkpoint.size());
        if ((checkpoint.size() == lastSize && !checkpoint.root().equals(lastRoot))
                || (witness != null && !witness.equals(checkpoint.root()))) {
            findings.accept(new Finding(Finding.Kind.TWO_CHECKPOINTS_OF_ONE_SIZE, "both of size " + checkpoint.size()));
        }
        if (checkpoint.size() < lastSize) {
            findings.accept(
                    new Finding(Finding.Kind.CHECKPOINT_OUT_OF_ORDER, checkpoint.size() + " comes after " + lastSize));
            return false;
        }
        lastSize = checkpoint.size();
        lastRoot = checkpoint.root();
        return true;
    }

    private boolean isOurs(CheckpointNote note) {
        Checkpoint checkpoint = note.checkpoint();
        if (!checkpoint.ledger().equals(ledger) || !checkpoint.month().equals(month)) {
            findings.accept(new Finding(
                    Finding.Kind.CHECKPOINT_OF_ANOTHER_LOG,
                    "size " + checkpoint.size() + ", not of " + ledger + "/" + Moments.text(month)));
            return false;
        }
        if (!note.isSignedByAny(keys)) {
            findings.accept(new Finding(Finding.Kind.CHECKPOINT_NOT_SIGNED, "size " + checkpoint.size()));
            return false;
        }
        return true;
    }

    /** A witness keeps what the ledger gives it, which is the last checkpoint of every month. */
    private boolean isOfAnotherMonth(Checkpoint checkpoint) {
        return checkpoint.ledger().equals(ledger) && !checkpoint.month().equals(month);
    }

    private List<Checkpoint> ofThisLog(List<CheckpointNote> given) {
        List<Checkpoint> ours = new ArrayList<>();
        for (CheckpointNote note : given) {
            Checkpoint checkpoint = note.checkpoint();
            if (!isOfAnotherMonth(checkpoint) && isOurs(note)) {
                ours.add(checkpoint);
                Hash other = witnessedRoots.putIfAbsent(checkpoint.size(), checkpoint.root());
                if (other != null && !other.equals(checkpoint.root())) {
                    findings.accept(new Finding(
                            Finding.Kind.TWO_CHECKPOINTS_OF_ONE_SIZE, "both witnessed, of size " + checkpoint.size()));
                }
            }
        }
        ours.sort(Comparator.comparingLong(Checkpoint::size));
        return ours;
    }
}
