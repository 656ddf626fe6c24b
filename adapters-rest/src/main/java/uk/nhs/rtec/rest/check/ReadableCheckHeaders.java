package uk.nhs.rtec.rest.check;

import jakarta.servlet.annotation.WebFilter;
import uk.nhs.rtec.rest.api.ReadableHeaders;

/** Headers that the check API cannot read are refused in its words. */
@WebFilter("/rtec-api-gateway/*")
public final class ReadableCheckHeaders extends ReadableHeaders {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public ReadableCheckHeaders() {
        super(new CheckReplies());
    }
}
