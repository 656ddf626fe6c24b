package uk.nhs.rtec.persistence.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A data source whose next commit, once it is told so, waits until somebody was refused. */
final class HeldConnections implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final DataSource source;
    private final CountDownLatch refused = new CountDownLatch(1);
    private volatile boolean holding;

    HeldConnections(DataSource source) {
        this.source = source;
    }

    void hold() {
        holding = true;
    }

    void refused() {
        refused.countDown();
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                HeldConnections.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? held(source.getConnection())
                        : method.invoke(source, arguments));
    }

    private Object held(Connection connection) {
        return Proxy.newProxyInstance(
                HeldConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && holding) {
                        holding = false;
                        refused.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        refused.countDown();
    }
}
