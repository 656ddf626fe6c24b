package uk.nhs.rtec.sandbox.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RenegotiationRequiredException;
import io.undertow.server.SSLSessionInfo;
import io.undertow.server.ServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.security.auth.x500.X500Principal;
import org.xnio.IoUtils;
import org.xnio.Options;

/**
 * The connection a request came on. The Servlet API offers no way to drop one, and tells whose certificate was shown only to applications
 * that the server itself guards, so this asks the server.
 */
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

    /** Over mutual TLS, whose certificate the caller has shown: the secure listener lets nobody in without one. */
    Optional<X500Principal> certificate() {
        SSLSessionInfo session = connection.getSslSessionInfo();
        if (session == null) {
            return Optional.empty();
        }
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                return Optional.of(shown.getSubjectX500Principal());
            }
        } catch (SSLPeerUnverifiedException | RenegotiationRequiredException none) {
            throw new IllegalStateException("the listener took a caller who had shown no certificate", none);
        }
        throw new IllegalStateException("the caller's certificate is of a kind that has no name");
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
