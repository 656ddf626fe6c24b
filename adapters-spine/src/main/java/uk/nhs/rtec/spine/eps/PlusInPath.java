package uk.nhs.rtec.spine.eps;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;

/** Writes the {@code +} in which one prescription ID in 37 ends as {@code %2B}: in a path both are right, but many read a space in the first. */
public final class PlusInPath implements ClientRequestFilter {

    @Override
    public void filter(ClientRequestContext request) {
        URI uri = request.getUri();
        if (uri.getRawPath().contains("+")) {
            request.setUri(URI.create(
                    uri.toString().replace(uri.getRawPath(), uri.getRawPath().replace("+", "%2B"))));
        }
    }
}
