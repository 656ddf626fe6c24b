package uk.nhs.rtec.persistence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.LedgerAltered;

/**
 * Signs how far the chain of accesses of each node has come. One node does it at a time. Nothing is signed that does not follow from what was
 * signed before, with our own key and, as far as this process lives, before its eyes: a row that was changed is not made good by a signature.
 */
public final class AccessLogSigner {

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('access_log_signer'))";

    private static final String SIGN =
            "insert into access_head (node, access_number, access_hash, note, signed_at) values (?, ?, ?, ?, ?)";

    private final DataSource database;
    private final String ledger;
    private final CheckpointKeys keys;
    private final InstantSource clock;
    private final Map<String, Head> known = new HashMap<>();

    /**
     * A signer of the accesses in this database.
     *
     * @param ledger the name of the ledger, which every note begins with
     */
    public AccessLogSigner(DataSource database, String ledger, CheckpointKeys keys, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @return how many chains were signed; none when another node is at it
     * @throws DatabaseFailure when the database fails; then nothing was signed, or all of it
     * @throws LedgerAltered when a chain is not as it was written, or does not go on from what was signed; the others are signed all the same
     */
    public synchronized int step() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Step step = new Step(connection);
                if (isAlone(connection)) {
                    step.signAll();
                }
                connection.commit();
                known.putAll(step.seen);
                if (!step.altered.isEmpty()) {
                    throw LedgerAltered.all(step.altered);
                }
                return step.signed;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** How far a chain is signed. */
    private record Head(long number, Hash hash) {

        static final Head NONE = new Head(0, Hash.NONE);
    }

    private final class Step {

        private final Connection connection;
        private final Map<String, Head> seen = new HashMap<>();
        private final List<LedgerAltered> altered = new ArrayList<>();
        private int signed;

        Step(Connection connection) {
            this.connection = connection;
        }

        void signAll() throws SQLException {
            SortedSet<String> nodes = AccessHead.nodes(connection);
            nodes.addAll(known.keySet());
            for (String node : nodes) {
                try {
                    sign(node);
                } catch (LedgerAltered e) {
                    altered.add(e);
                }
            }
        }

        private void sign(String node) throws SQLException {
            Head last = lastSigned(node);
            seen.put(node, last);
            AccessChain chain = new AccessChain(last.number(), last.hash());
            StoredLink.after(connection, node, last.number(), next -> {
                if (!chain.take(next).isEmpty()) {
                    throw new LedgerAltered("access " + next.link().number() + " of node " + node
                            + " does not follow, or is not what its hash says");
                }
            });
            if (chain.number() > last.number()) {
                write(AccessLogNote.sign(ledger, node, chain.number(), chain.head(), keys.signing(), keys.verifying()));
                seen.put(node, new Head(chain.number(), chain.head()));
                signed++;
            }
        }

        /** The last head of a node, which must be under our own signature, and go on from what this process saw signed. */
        private Head lastSigned(String node) throws SQLException {
            Head before = known.getOrDefault(node, Head.NONE);
            Optional<AccessHead> stored = AccessHead.last(connection, node);
            Head last = stored.map(head -> new Head(head.number(), head.hash())).orElse(Head.NONE);
            if (stored.isPresent() && !isOurs(node, stored.get())) {
                throw new LedgerAltered(
                        "what was signed of the accesses of node " + node + " up to " + last.number() + " is not ours");
            }
            Optional<Hash> then = before.number() == 0
                    ? Optional.of(before.hash())
                    : AccessHead.hashAt(connection, node, before.number());
            if (last.number() < before.number() || !then.equals(Optional.of(before.hash()))) {
                throw new LedgerAltered(
                        "what was signed of the accesses of node " + node + " up to " + before.number() + " is gone");
            }
            return last;
        }

        private boolean isOurs(String node, AccessHead head) {
            return AccessLogNote.parse(head.note())
                    .filter(note -> note.ledger().equals(ledger)
                            && note.node().equals(node)
                            && note.number() == head.number()
                            && note.head().equals(head.hash())
                            && note.isSignedByAny(keys.trusted()))
                    .isPresent();
        }

        private void write(AccessLogNote note) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(SIGN)) {
                insert.setString(1, note.node());
                insert.setLong(2, note.number());
                insert.setBytes(3, note.head().bytes().toArray());
                insert.setString(4, note.text());
                insert.setObject(
                        5, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        }
    }

    /** Any other database is one process's own. */
    private static boolean isAlone(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ALONE)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
