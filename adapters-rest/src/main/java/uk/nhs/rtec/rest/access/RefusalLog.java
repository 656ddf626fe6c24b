package uk.nhs.rtec.rest.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Set;

/** Tells the operator of requests that were refused, and so are in no ledger: by which API, with which status, and nothing the caller wrote. */
final class RefusalLog implements ContainerResponseFilter {

    private static final System.Logger LOG = System.getLogger("uk.nhs.rtec.refusals");
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 429);

    private final String api;

    RefusalLog(String api) {
        this.api = api;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (REFUSALS.contains(response.getStatus())) {
            boolean known = request.getSecurityContext() != null
                    && request.getSecurityContext().getUserPrincipal() instanceof Caller<?>;
            refused(
                    response.getStatus(),
                    api,
                    known ? ((Caller<?>) request.getSecurityContext().getUserPrincipal()).organisation() : "unknown");
        }
    }

    /**
     * One line for one refused request.
     *
     * @param api the API that refused it, or "any" when it did not come so far
     * @param organisation the ODS code of the caller, or "unknown" when the token did not come so far
     */
    static void refused(int status, String api, String organisation) {
        LOG.log(
                System.Logger.Level.INFO,
                "refused status={0} api={1} organisation={2}",
                Integer.toString(status),
                api,
                organisation);
    }
}
