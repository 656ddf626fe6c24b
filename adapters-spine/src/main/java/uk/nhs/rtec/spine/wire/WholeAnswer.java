package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.nhs.rtec.domain.proof.Bytes;

/** An answer as it came, for upstreams that say more than a body does: its status, its headers and its body. */
public final class WholeAnswer {

    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Bytes body;

    private WholeAnswer(int status, Map<String, List<String>> headers, Bytes body) {
        this.status = status;
        headers.forEach(
                (name, values) -> values.stream().findFirst().ifPresent(value -> this.headers.put(name, value)));
        this.body = body;
    }

    /** Takes all of it over; the response is closed. */
    static WholeAnswer of(Response response) {
        try (response) {
            byte[] body = response.hasEntity() ? response.readEntity(byte[].class) : new byte[0];
            return new WholeAnswer(response.getStatus(), response.getStringHeaders(), Bytes.of(body));
        }
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** Whether the status says that what was asked for was done. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** A header, under its name in whatever case, without the blanks around it. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip);
    }

    /** The body; empty too when it was longer than is taken in. */
    public Bytes body() {
        return body;
    }

    /** Whether it is meant for a browser, which no upstream is: a gateway answered, or whoever sits on the way. */
    public boolean isPage() {
        return header(HttpHeaders.CONTENT_TYPE)
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("text/html") || type.startsWith("application/xhtml"))
                .isPresent();
    }

    /** When the upstream wants to be called again. */
    public Optional<RetryAfter> retryAfter() {
        return header(HttpHeaders.RETRY_AFTER).map(RetryAfter::new);
    }

    @Override
    public String toString() {
        return "WholeAnswer[" + status + ", …]";
    }
}
