package uk.nhs.rtec.rest.register;

import jakarta.servlet.annotation.WebFilter;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.ReadableHeaders;

/** Headers that the register API cannot read are refused in its words. */
@WebFilter("/register/v1/*")
public final class ReadableRegisterHeaders extends ReadableHeaders {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public ReadableRegisterHeaders() {
        super(new Problems());
    }
}
