package uk.nhs.rtec.rest.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.rest.api.ErrorBodies;

/** Lets a request pass whose token says who calls and names one of the activities; 401 and 403 to all others. */
@Priority(Priorities.AUTHORIZATION)
final class AccessFilter implements ContainerRequestFilter {

    private final Set<String> activities;
    private final Function<JsonWebToken, ? extends Optional<? extends Caller<?>>> callers;
    private final Function<JsonWebToken, Set<String>> granted;
    private final ErrorBodies bodies;

    AccessFilter(
            Set<String> activities,
            Function<JsonWebToken, ? extends Optional<? extends Caller<?>>> callers,
            Function<JsonWebToken, Set<String>> granted,
            ErrorBodies bodies) {
        this.activities = activities;
        this.callers = callers;
        this.granted = granted;
        this.bodies = bodies;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token)) {
            // The challenge that the door left to this API, if it did.
            refuse(
                    request,
                    401,
                    request.getProperty(Challenge.LEFT_TO_API) instanceof Challenge left ? left : Challenge.NO_TOKEN);
            return;
        }
        Optional<? extends Caller<?>> caller = callers.apply(token);
        if (caller.isEmpty()) {
            refuse(request, 401, Challenge.INVALID_TOKEN);
            return;
        }
        Set<String> held = granted.apply(token);
        request.setSecurityContext(new Known(caller.get(), held, request.getSecurityContext()));
        if (Collections.disjoint(activities, held) || !isSentBySystemOfToken(request, caller.get())) {
            refuse(request, 403, Challenge.INSUFFICIENT_SCOPE);
        }
    }

    /** {@code Ssp-From}, when sent, is the ASID that the token names. */
    private static boolean isSentBySystemOfToken(ContainerRequestContext request, Caller<?> caller) {
        String sender = request.getHeaderString("Ssp-From");
        return sender == null
                || !(caller.who() instanceof Requester requester)
                || sender.equals(requester.system().value());
    }

    private void refuse(ContainerRequestContext request, int status, Challenge challenge) {
        request.abortWith(
                bodies.error(status).header(Challenge.HEADER, challenge.value()).build());
    }

    private record Known(Caller<?> caller, Set<String> held, SecurityContext context) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return held.contains(role);
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return context.getAuthenticationScheme();
        }
    }
}
