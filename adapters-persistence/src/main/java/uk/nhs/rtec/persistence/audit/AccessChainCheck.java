package uk.nhs.rtec.persistence.audit;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import javax.sql.DataSource;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DatabaseFailure;

/** Goes through every access on record and recomputes its hash from the row; it needs no key, but sees more with the ledger's public one. */
public final class AccessChainCheck {

    /** The most faults that are told; a log with more is no better for it. */
    private static final int MOST_FAULTS = 100;

    private final DataSource database;
    private final List<PublicKey> ledgersKeys;
    private final List<AccessLogNote> witnessed;

    /**
     * A check of the accesses in this database.
     *
     * @param ledgersKeys one of which must have signed each head; with none, nobody's signature is looked at
     */
    public AccessChainCheck(DataSource database, List<PublicKey> ledgersKeys) {
        this(database, ledgersKeys, List.of());
    }

    /**
     * A check also of what was given away before.
     *
     * @param witnessed notes that the ledger's keys signed: the chains must contain what they vouch for
     */
    public AccessChainCheck(DataSource database, List<PublicKey> ledgersKeys, List<AccessLogNote> witnessed) {
        this.database = database;
        this.ledgersKeys = List.copyOf(ledgersKeys);
        this.witnessed = witnessed.stream()
                .sorted(Comparator.comparingLong(AccessLogNote::number))
                .toList();
    }

    /** What can be wrong with an access, or with what was signed. */
    public enum Fault {
        /** Its number does not follow the one before it. */
        NUMBER_MISSING,
        /** It names another access as the one before it. */
        PREVIOUS_DIFFERS,
        /** Its hash is not that of what it says. */
        HASH_DIFFERS,
        /** It is not the one that was signed under its number. */
        HEAD_DIFFERS,
        /** More accesses were signed than there are. */
        CUT_OFF,
        /** What was signed is not signed with the ledger's key, or says something else than its row. */
        HEAD_NOT_SIGNED,
        /** What was signed, or given away, is of a ledger of another name. */
        OTHER_LEDGER,
        /** It is not the one that was vouched for by what was given away. */
        WITNESS_DIFFERS,
        /** What was given away vouches for more accesses than there are. */
        ROLLED_BACK
    }

    /** A fault, and the access of a node where it is. */
    public record Found(String node, long number, Fault fault) {}

    /**
     * What was seen.
     *
     * @param accesses how many were read
     * @param faults the first hundred of them; none when every access is as it was written
     */
    public record Report(long accesses, List<Found> faults) {

        public Report {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads every access and every signed head.
     *
     * @throws DatabaseFailure when the database fails
     */
    public Report run() {
        try (Connection connection = database.getConnection()) {
            // One view of everything, however long it takes; and without auto-commit, rows are fetched some at a time.
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Walk walk = new Walk(connection);
                SortedSet<String> nodes = AccessHead.nodes(connection);
                witnessed.forEach(witness -> nodes.add(witness.node()));
                for (String node : nodes) {
                    walk.node(node);
                }
                return new Report(walk.accesses, walk.found);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private final class Walk {

        private final Connection connection;
        private final List<Found> found = new ArrayList<>();
        private Optional<String> ledger = Optional.empty();
        private long accesses;

        Walk(Connection connection) {
            this.connection = connection;
        }

        void node(String node) throws SQLException {
            AccessChain chain = new AccessChain(0, Hash.NONE);
            Deque<AccessLogNote> elsewhere = new ArrayDeque<>();
            try (AccessHead.Cursor signed = AccessHead.of(connection, node)) {
                // The name of the ledger is what its first head says.
                signed.upTo(Long.MAX_VALUE)
                        .flatMap(head -> AccessLogNote.parse(head.note()))
                        .ifPresent(note -> isOurs(note.ledger()));
                elsewhere.addAll(witnessesOf(node));
                StoredLink.after(connection, node, 0, next -> {
                    accesses++;
                    Set<Fault> faults = chain.take(next);
                    long number = next.link().number();
                    faults.forEach(fault -> found(node, number, fault));
                    for (Optional<AccessHead> head = taken(node, signed, number);
                            head.isPresent();
                            head = taken(node, signed, number)) {
                        if (head.get().number() == number && !head.get().hash().equals(next.hash())) {
                            found(node, number, Fault.HEAD_DIFFERS);
                        }
                    }
                    while (!elsewhere.isEmpty() && elsewhere.element().number() <= number) {
                        AccessLogNote witness = elsewhere.remove();
                        if (witness.number() != number || !witness.head().equals(next.hash())) {
                            found(node, witness.number(), Fault.WITNESS_DIFFERS);
                        }
                    }
                });
                elsewhere.forEach(witness -> found(node, witness.number(), Fault.ROLLED_BACK));
                Optional<AccessHead> last = Optional.empty();
                for (Optional<AccessHead> head = taken(node, signed, Long.MAX_VALUE);
                        head.isPresent();
                        head = taken(node, signed, Long.MAX_VALUE)) {
                    last = head;
                }
                last.ifPresent(head -> found(node, head.number(), Fault.CUT_OFF));
            }
        }

        /** The next head of no later access than that, whose signature is looked at. */
        private Optional<AccessHead> taken(String node, AccessHead.Cursor signed, long number) throws SQLException {
            Optional<AccessHead> head = signed.upTo(number);
            if (head.isPresent()) {
                if (!ledgersKeys.isEmpty()) {
                    verify(node, head.get());
                }
                signed.move();
            }
            return head;
        }

        private void verify(String node, AccessHead head) {
            Optional<AccessLogNote> note = AccessLogNote.parse(head.note())
                    .filter(said -> said.node().equals(node)
                            && said.number() == head.number()
                            && said.head().equals(head.hash())
                            && said.isSignedByAny(ledgersKeys));
            if (note.isEmpty()) {
                found(node, head.number(), Fault.HEAD_NOT_SIGNED);
            } else if (!isOurs(note.get().ledger())) {
                found(node, head.number(), Fault.OTHER_LEDGER);
            }
        }

        private List<AccessLogNote> witnessesOf(String node) {
            List<AccessLogNote> ours = new ArrayList<>();
            for (AccessLogNote witness : witnessed) {
                if (witness.node().equals(node)) {
                    if (isOurs(witness.ledger())) {
                        ours.add(witness);
                    } else {
                        found(node, witness.number(), Fault.OTHER_LEDGER);
                    }
                }
            }
            return ours;
        }

        private boolean isOurs(String name) {
            ledger = ledger.or(() -> Optional.of(name));
            return ledger.equals(Optional.of(name));
        }

        private void found(String node, long number, Fault fault) {
            if (found.size() < MOST_FAULTS) {
                found.add(new Found(node, number, fault));
            }
        }
    }
}
