package uk.nhs.rtec.persistence.claim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Connections between whose statements something happens, once. */
final class Meanwhile {

    private final Runnable what;
    private final String statement;
    private final AtomicBoolean happened = new AtomicBoolean();

    private Meanwhile(Runnable what, String statement) {
        this.what = what;
        this.statement = statement;
    }

    /** Has it happen before the first statement in which this stands. */
    static DataSource before(String statement, DataSource source, Runnable what) {
        Meanwhile meanwhile = new Meanwhile(what, statement);
        return (DataSource) Proxy.newProxyInstance(
                Meanwhile.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? meanwhile.watched(source.getConnection())
                        : method.invoke(source, arguments));
    }

    private Object watched(Connection connection) {
        return Proxy.newProxyInstance(
                Meanwhile.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && String.valueOf(arguments[0]).contains(statement)
                            && happened.compareAndSet(false, true)) {
                        what.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
