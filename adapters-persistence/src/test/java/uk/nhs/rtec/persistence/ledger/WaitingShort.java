package uk.nhs.rtec.persistence.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A data source whose connections are given up when the database does not answer within a second. */
final class WaitingShort {

    private static final int MILLIS = 1_000;

    private WaitingShort() {}

    static DataSource over(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                WaitingShort.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        if (result instanceof Connection connection) {
                            connection.setNetworkTimeout(Runnable::run, MILLIS);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
