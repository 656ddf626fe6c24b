package uk.nhs.rtec.spine.nems;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Sends and accepts the kind of content that the caller chose: an interface can only name one for good. */
public final class ChosenMime implements ClientRequestFilter {

    /** Never sent. */
    static final String HEADER = "X-Chosen-Mime";

    @Override
    public void filter(ClientRequestContext request) {
        Object mime = request.getHeaders().getFirst(HEADER);
        if (mime != null) {
            request.getHeaders().remove(HEADER);
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, mime);
            if (request.hasEntity()) {
                request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, mime);
            }
        }
    }
}
