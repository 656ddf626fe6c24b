package uk.nhs.rtec.sandbox.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.Options;

/** The connection a request came on. The Servlet API offers no way to drop one, so this asks the server itself. */
final class Connection {
    private final ServerConnection connection;

    private Connection(ServerConnection connection) {
        this.connection = connection;
    }

    /** That of the request the calling thread serves. */
    static Connection current() {
        HttpServerExchange exchange = ServletRequestContext.requireCurrent().getExchange();
        return new Connection(exchange.getConnection());
    }

    /** Closes it with a TCP reset, as a crashing peer does, where the transport can do that; with an end of stream where not. */
    void drop() {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException | IllegalArgumentException unsupported) {
            // Then it ends without a reset: to the caller the answer is cut off all the same.
        }
        IoUtils.safeClose(connection);
    }
}
