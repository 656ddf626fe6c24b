package uk.nhs.rtec.rest.api;

import jakarta.ws.rs.core.Response;

/** How one API words its errors. */
public interface ErrorBodies {

    /**
     * An answer of that status in this API's words; without a body for 401 and 5xx.
     *
     * @param status 400 or more
     */
    Response.ResponseBuilder error(int status);
}
