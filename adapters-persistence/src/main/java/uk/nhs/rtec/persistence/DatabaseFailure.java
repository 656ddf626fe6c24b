package uk.nhs.rtec.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import uk.nhs.rtec.domain.Silence;

/** The database did not do what it was asked; says what kind of failure it was, and nothing of any row. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String CANCELLED = "57014";
    private static final String LOCK_TIMED_OUT = "HYT00";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final String what;
    private final Silence silence;
    private final boolean ofTheRows;

    private DatabaseFailure(String what, Silence silence, boolean ofTheRows) {
        super(what);
        this.what = what;
        this.silence = silence;
        this.ofTheRows = ofTheRows;
    }

    /**
     * What the exception means, or nothing when it comes from our own mistake and not from the database. It is not kept as a cause,
     * since a driver's message may quote the row.
     */
    static Optional<DatabaseFailure> of(PersistenceException e) {
        String what = "the database failed: " + e.getClass().getSimpleName();
        Optional<SQLException> failed = sqlExceptionIn(e);
        if (failed.isPresent()) {
            String state = Objects.requireNonNullElse(failed.get().getSQLState(), "");
            return Optional.of(new DatabaseFailure(
                    what + ", SQLState " + state, silence(failed.get(), state), isOfTheRows(state)));
        }
        return e instanceof TransactionException
                ? Optional.of(new DatabaseFailure(what, Silence.TIMED_OUT, false))
                : Optional.empty();
    }

    /** What the exception of a driver means. It is not kept as a cause either. */
    public static DatabaseFailure of(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return new DatabaseFailure("the database failed: SQLState " + state, silence(e, state), isOfTheRows(state));
    }

    /** What happened, for a log. */
    public String what() {
        return what;
    }

    /** Why the database counts as silent. */
    public Silence silence() {
        return silence;
    }

    /** Whether it is what the rows would have said that the database does not take: it would not take it later either. */
    public boolean isOfTheRows() {
        return ofTheRows;
    }

    /** 22 is a value that does not fit, 23 a constraint that does not hold; PostgreSQL and H2 say so alike. */
    private static boolean isOfTheRows(String state) {
        return state.startsWith("22") || state.startsWith("23");
    }

    private static Silence silence(SQLException failed, String state) {
        if (failed instanceof SQLTimeoutException
                || state.equals(CANCELLED)
                || state.equals(LOCK_TIMED_OUT)
                || state.equals(LOCK_NOT_AVAILABLE)) {
            return Silence.TIMED_OUT;
        }
        return isOfConnection(state) ? Silence.UNREACHABLE : Silence.REFUSED;
    }

    /**
     * No state is what a connection pool says that has none to give; 08, 57P and 53 are PostgreSQL's for a broken connection, a
     * server that goes down or comes up, and one that is full; 900 begins H2's own for a database that is closed, locked or broken.
     */
    private static boolean isOfConnection(String state) {
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("90020")
                || state.equals("90028")
                || state.equals("90031")
                || state.equals("90067")
                || state.equals("90098")
                || state.equals("90121");
    }

    private static Optional<SQLException> sqlExceptionIn(PersistenceException e) {
        return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }
}
