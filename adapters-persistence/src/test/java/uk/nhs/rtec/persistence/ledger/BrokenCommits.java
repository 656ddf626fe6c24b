package uk.nhs.rtec.persistence.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A way to PostgreSQL that breaks, when it is told so, just as a commit is under way. */
final class BrokenCommits {

    private static final int PATIENCE_SECONDS = 60;

    private final DataSource source;
    private final CountDownLatch broken = new CountDownLatch(1);
    private volatile @Nullable Break next;
    private volatile @Nullable Connection late;

    /** At which moment. */
    enum Break {
        /** The database ends the connection before it learns of the commit. */
        BEFORE,
        /** The database has committed, and the answer is lost. */
        AFTER,
        /** The commit is still on its way when the connection breaks, and arrives later. */
        LATE
    }

    BrokenCommits(DataSource source) {
        this.source = source;
    }

    void breakNext(Break how) {
        next = how;
    }

    boolean isBroken() {
        return broken.getCount() == 0;
    }

    void awaitBroken() throws InterruptedException {
        if (!broken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no commit came to be broken");
        }
    }

    /** What was on its way arrives. */
    void commitLate() throws SQLException {
        try (Connection connection = late) {
            if (connection != null) {
                connection.commit();
            }
        }
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                BrokenCommits.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? breaking(source.getConnection())
                        : method.invoke(source, arguments));
    }

    private Object breaking(Connection connection) {
        return Proxy.newProxyInstance(
                BrokenCommits.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean gone = connection == late;
                    if (gone) {
                        // Whoever had it has lost it.
                        if (method.getName().equals("close")) {
                            return null;
                        }
                        throw new SQLException("the connection broke", "08006");
                    }
                    Break how = next;
                    if (method.getName().equals("commit") && how != null) {
                        next = null;
                        breakNow(connection, how);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void breakNow(Connection connection, Break how) throws SQLException {
        switch (how) {
            case BEFORE -> endTheOtherSideOf(connection);
            case AFTER -> {
                connection.commit();
                endTheOtherSideOf(connection);
            }
            case LATE -> late = connection;
        }
        broken.countDown();
        throw new SQLException("the connection broke", "08006");
    }

    /** As an administrator would, or a network. */
    private void endTheOtherSideOf(Connection connection) throws SQLException {
        int process;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
            result.next();
            process = result.getInt(1);
        }
        try (Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + process + ", 5000)");
        }
    }
}
