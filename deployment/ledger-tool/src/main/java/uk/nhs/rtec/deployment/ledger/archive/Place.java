package uk.nhs.rtec.deployment.ledger.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.InclusionProof;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.PatientEvidence;
import uk.nhs.rtec.domain.proof.Subtrees;

/** Where a check stands in an archive: what its evidence is made of, but for the patient. */
public final class Place {

    /** The log is held by the roots of this many leaves each, and the leaves of two such subtrees. */
    private static final int LEVELS = 8;

    private static final int WIDTH = 1 << LEVELS;

    private final CheckRow row;
    private final InclusionProof inBatch;
    private Optional<BatchRow> batch = Optional.empty();
    private Optional<InclusionProof> inLog = Optional.empty();
    private Optional<CheckpointNote> last = Optional.empty();

    private Place(CheckRow row, InclusionProof inBatch) {
        this.row = row;
        this.inBatch = inBatch;
    }

    public ClearFields check() {
        return row.check();
    }

    /** What is sealed of the check. */
    public Bytes sealed() {
        return row.sealed();
    }

    /** The evidence, with what is said of the patient. */
    public Evidence evidence(PatientEvidence patient) {
        return new Evidence(
                row.check(), patient, batch.orElseThrow().header(), inBatch, inLog.orElseThrow(), last.orElseThrow());
    }

    /** The check of that name within its batch; the checks of one batch are held at a time. */
    static Optional<Place> search(ArchivedChecks checks, String id) {
        List<Hash> leaves = new ArrayList<>();
        Optional<CheckRow> found = Optional.empty();
        Optional<BatchName> name = Optional.empty();
        for (Optional<CheckRow> next = checks.next(); next.isPresent(); next = checks.next()) {
            CheckRow row = next.get();
            if (!name.equals(Optional.of(row.batch()))) {
                if (found.isPresent()) {
                    break;
                }
                name = Optional.of(row.batch());
                leaves.clear();
            }
            leaves.add(row.check().leaf());
            if (row.check().text(ClearField.ID).filter(id::equals).isPresent()) {
                found = next;
            }
        }
        return found.filter(row -> row.position() < leaves.size())
                .map(row -> new Place(row, MerkleTree.of(leaves).inclusion(row.position())));
    }

    /** The same with its batch and its place in the log, if they are there. */
    Optional<Place> in(Rows<LogRow> log, Rows<BatchRow> batches, Notes notes) {
        Leaves leaves = new Leaves();
        long index = -1;
        for (Optional<LogRow> next = log.take(); next.isPresent(); next = log.take()) {
            if (next.get().batch().equals(row.batch())) {
                index = leaves.size;
            }
            leaves.add(next.get().hash(), index == leaves.size);
        }
        for (Optional<BatchRow> next = batches.take(); next.isPresent() && batch.isEmpty(); next = batches.take()) {
            batch = next.filter(each -> each.name().equals(row.batch()));
        }
        for (Optional<CheckpointNote> next = notes.next(); next.isPresent(); next = notes.next()) {
            last = next;
        }
        if (index < 0 || batch.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        inLog = Optional.of(new MerkleTree(leaves.size, leaves).inclusion(index));
        return Optional.of(this);
    }

    /** As much of a log as the proof of one of its leaves needs. */
    private static final class Leaves implements Subtrees {

        private final List<Hash> roots = new ArrayList<>();
        private final Map<Long, List<Hash>> kept = new HashMap<>();
        private List<Hash> current = new ArrayList<>(WIDTH);
        private boolean keeping;
        private long size;

        void add(Hash leaf, boolean isSought) {
            current.add(leaf);
            keeping |= isSought;
            size++;
            if (current.size() == WIDTH) {
                roots.add(MerkleTree.of(current).root());
                if (keeping) {
                    kept.put((long) roots.size() - 1, current);
                }
                keeping = false;
                current = new ArrayList<>(WIDTH);
            }
        }

        @Override
        public Hash root(int level, long index) {
            if (level >= LEVELS) {
                int above = level - LEVELS;
                int first = Math.toIntExact(index << above);
                return MerkleTree.of(roots.subList(first, first + (1 << above))).root();
            }
            long first = index << level;
            long tile = first >> LEVELS;
            List<Hash> leaves = tile == roots.size() ? current : kept.getOrDefault(tile, List.of());
            int from = (int) (first & (WIDTH - 1));
            return MerkleTree.of(leaves.subList(from, from + (1 << level))).root();
        }
    }

    @Override
    public String toString() {
        return "Place[…]";
    }
}
