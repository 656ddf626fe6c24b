package uk.nhs.rtec.persistence.claim;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.Bytes;

/** Statements about thousands of rows, whose columns are arrays; by the driver itself, since Hibernate takes longer for a row than the database. */
final class ManyRows {

    private ManyRows() {}

    /** What many rows have in one column. */
    record Column(String type, List<? extends @Nullable Object> values) {

        private static final String BYTES = "bytea";

        static <R> Column of(String type, List<R> rows, Function<R, @Nullable Object> value) {
            return new Column(type, rows.stream().map(value).toList());
        }

        static <R> Column ofBytes(List<R> rows, Function<R, Optional<Bytes>> value) {
            return of(BYTES, rows, row -> value.apply(row).map(Bytes::toArray).orElse(null));
        }

        /** PostgreSQL's driver takes bytes in an array of nothing else only. */
        Array on(Connection connection) throws SQLException {
            return connection.createArrayOf(
                    type, type.equals(BYTES) ? values.toArray(byte[][]::new) : values.toArray());
        }
    }

    /** What is made of a row that was found. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** How many rows a statement changed. */
    static int change(StatelessSession session, String sql, Object... arguments) {
        return prepared(session, sql, arguments, PreparedStatement::executeUpdate);
    }

    /** What a query finds. */
    static <T> List<T> find(StatelessSession session, String sql, Reading<T> reading, Object... arguments) {
        return prepared(session, sql, arguments, statement -> {
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reading.of(row));
                }
            }
            return found;
        });
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private static <T> T prepared(StatelessSession session, String sql, Object[] arguments, Execution<T> execution) {
        int seconds = secondsLeft(session);
        return session.doReturningWork((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(Math.max(0, seconds));
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof Column column) {
                        statement.setArray(i + 1, column.on(connection));
                    } else {
                        statement.setObject(i + 1, arguments[i]);
                    }
                }
                return execution.of(statement);
            }
        });
    }

    /** What is left of this transaction's time, as for any statement of Hibernate's own; negative when it has no limit. */
    private static int secondsLeft(StatelessSession session) {
        return ((SharedSessionContractImplementor) session)
                .getJdbcCoordinator()
                .determineRemainingTransactionTimeOutPeriod();
    }
}
