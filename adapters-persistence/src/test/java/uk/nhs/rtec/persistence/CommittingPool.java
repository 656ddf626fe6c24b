package uk.nhs.rtec.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A data source as a server's pool is: what is still open on a connection that is given back is committed. */
final class CommittingPool {

    private CommittingPool() {}

    static DataSource over(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                CommittingPool.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? committing(source.getConnection())
                        : method.invoke(source, arguments));
    }

    private static Object committing(Connection connection) {
        return Proxy.newProxyInstance(
                CommittingPool.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed() && !connection.getAutoCommit()) {
                        connection.commit();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
