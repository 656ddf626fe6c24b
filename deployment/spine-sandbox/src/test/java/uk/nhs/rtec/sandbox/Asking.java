package uk.nhs.rtec.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.http.Headers;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.http.Request;

/** A request in the making. */
public final class Asking {
    public static final String ROOT = "http://127.0.0.1:8090/spine-sandbox";

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String body = "";
    private boolean local = true;
    private Optional<X500Principal> certificate = Optional.empty();

    private Asking(String method, String path, @Nullable String query) {
        this.method = method;
        this.path = path;
        this.query = query;
    }

    public static Asking get(String path) {
        return of("GET", path);
    }

    public static Asking post(String path, String body) {
        return of("POST", path).sending(body);
    }

    public static Asking put(String path, String body) {
        return of("PUT", path).sending(body);
    }

    public static Asking of(String method, String path) {
        int mark = path.indexOf('?');
        return mark < 0
                ? new Asking(method, path, null)
                : new Asking(method, path.substring(0, mark), path.substring(mark + 1));
    }

    public Asking with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Asking without(String header) {
        headers.remove(header);
        return this;
    }

    public Asking sending(String text) {
        body = text;
        return this;
    }

    public Asking fromElsewhere() {
        local = false;
        return this;
    }

    /** Over mutual TLS, with the certificate of this name. */
    public Asking showing(String name) {
        certificate = Optional.of(new X500Principal(name));
        return this;
    }

    public Request request() {
        return new Request(
                method, path, ROOT + path, new Headers(headers), Parameters.parse(query), body, local, certificate);
    }
}
