package uk.nhs.rtec.persistence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.jdbc.ReturningWork;
import uk.nhs.rtec.application.audit.AccessLogProofs;
import uk.nhs.rtec.application.audit.AccessLogState;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** What the rows of the access log prove. */
public final class HibernateAccessLogProofs implements AccessLogProofs {

    private static final String COUNT = "select coalesce(max(access_number), 0) from access_record where node = ?";

    private static final String HASH = "select access_hash from access_record where node = ? and access_number = ?";

    private final Store store;

    public HibernateAccessLogProofs(Store store) {
        this.store = store;
    }

    @Override
    public AccessLogState state() {
        return read(HibernateAccessLogProofs::state);
    }

    @Override
    public List<AccessLogNote> heads() {
        return read(HibernateAccessLogProofs::heads);
    }

    private <T> T read(ReturningWork<T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, session -> session.doReturningWork(work));
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }

    private static List<AccessLogNote> heads(Connection connection) throws SQLException {
        List<AccessLogNote> notes = new ArrayList<>();
        for (String node : AccessHead.nodes(connection)) {
            AccessHead.last(connection, node)
                    .map(head -> AccessLogNote.parse(head.note())
                            .orElseThrow(() -> new IllegalStateException("the access log has a head that is none")))
                    .ifPresent(notes::add);
        }
        return notes;
    }

    private static AccessLogState state(Connection connection) throws SQLException {
        List<AccessLogState.NodeState> nodes = new ArrayList<>();
        for (String node : AccessHead.nodes(connection)) {
            Optional<AccessHead> head = AccessHead.last(connection, node);
            nodes.add(new AccessLogState.NodeState(
                    node,
                    count(connection, node),
                    head.map(AccessHead::number).orElse(0L),
                    head.map(AccessHead::signedAt),
                    head.isEmpty() || isThere(connection, node, head.get())));
        }
        return new AccessLogState(nodes);
    }

    private static long count(Connection connection, String node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, node);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static boolean isThere(Connection connection, String node, AccessHead head) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HASH)) {
            select.setString(1, node);
            select.setLong(2, head.number());
            try (ResultSet result = select.executeQuery()) {
                return result.next()
                        && Arrays.equals(result.getBytes(1), head.hash().bytes().toArray());
            }
        }
    }
}
