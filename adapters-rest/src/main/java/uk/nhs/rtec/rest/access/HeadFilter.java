package uk.nhs.rtec.rest.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import uk.nhs.rtec.rest.api.ErrorBodies;

/** Refuses HEAD, for which JAX-RS would call the method of GET: what that puts on record, as seen or as taken out, nobody would have seen. */
@Priority(Priorities.AUTHORIZATION + 1)
final class HeadFilter implements ContainerRequestFilter {

    private static final String ALLOWED = HttpMethod.GET + ", " + HttpMethod.OPTIONS;

    private final ErrorBodies bodies;

    HeadFilter(ErrorBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            request.abortWith(
                    bodies.error(405).header(HttpHeaders.ALLOW, ALLOWED).build());
        }
    }
}
