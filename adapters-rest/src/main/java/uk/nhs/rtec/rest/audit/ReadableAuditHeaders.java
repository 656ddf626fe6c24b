package uk.nhs.rtec.rest.audit;

import jakarta.servlet.annotation.WebFilter;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.ReadableHeaders;

/** Headers that the audit API cannot read are refused in its words. */
@WebFilter("/audit/v1/*")
public final class ReadableAuditHeaders extends ReadableHeaders {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public ReadableAuditHeaders() {
        super(new Problems());
    }
}
