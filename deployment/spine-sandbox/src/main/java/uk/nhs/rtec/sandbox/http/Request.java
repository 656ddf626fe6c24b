package uk.nhs.rtec.sandbox.http;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * One HTTP request as an upstream sees it, read whole.
 *
 * @param path decoded, below the upstream's own base
 * @param url as called, without the query
 * @param local whether it came over the loopback interface
 * @param certificate over mutual TLS, whose certificate the caller has shown
 */
public record Request(
        String method,
        String path,
        String url,
        Headers headers,
        Parameters query,
        String body,
        boolean local,
        Optional<X500Principal> certificate) {

    public boolean is(String wanted) {
        return method.equals(wanted);
    }

    /** The same request as seen below a base that its path begins with. */
    public Request below(String base) {
        return new Request(method, path.substring(base.length()), url, headers, query, body, local, certificate);
    }
}
