package uk.nhs.rtec.persistence.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A data source that has one connection, which stays open whoever gives it back: so does a pool's. */
final class PooledConnection {

    private PooledConnection() {}

    static DataSource of(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(
                PooledConnection.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> staying(connection));
    }

    private static Object staying(Connection connection) {
        return Proxy.newProxyInstance(
                PooledConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
