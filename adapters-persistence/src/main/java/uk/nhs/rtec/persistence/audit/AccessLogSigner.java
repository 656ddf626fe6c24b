package uk.nhs.rtec.persistence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;

/**
 * Signs how far the chain of accesses of each node has come. One node does it at a time. Nothing is signed that does not follow from what was
 * signed before: a row that was changed meanwhile is not made good by a signature.
 */
public final class AccessLogSigner {

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('access_log_signer'))";

    private static final String SIGN =
            "insert into access_head (node, access_number, access_hash, note, signed_at) values (?, ?, ?, ?, ?)";

    private final DataSource database;
    private final String ledger;
    private final CheckpointKeys keys;
    private final InstantSource clock;

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
     * @throws IllegalStateException when a chain is not as it was written; the others are signed all the same
     */
    public synchronized int step() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Step step = new Step(connection);
                if (isAlone(connection)) {
                    for (String node : AccessHead.nodes(connection)) {
                        step.sign(node);
                    }
                }
                connection.commit();
                if (step.broken > 0) {
                    throw new IllegalStateException("the access log is not as it was written");
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

    private final class Step {

        private final Connection connection;
        private int signed;
        private int broken;

        Step(Connection connection) {
            this.connection = connection;
        }

        void sign(String node) throws SQLException {
            Optional<AccessHead> last = AccessHead.last(connection, node);
            long before = last.map(AccessHead::number).orElse(0L);
            AccessChain chain =
                    new AccessChain(before, last.map(AccessHead::hash).orElse(Hash.NONE));
            boolean[] whole = {true};
            StoredLink.after(
                    connection,
                    node,
                    before,
                    next -> whole[0] &= chain.take(next).isEmpty());
            if (!whole[0]) {
                broken++;
            } else if (chain.number() > before) {
                write(AccessLogNote.sign(ledger, node, chain.number(), chain.head(), keys.signing(), keys.verifying()));
                signed++;
            }
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
