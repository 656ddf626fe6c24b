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
    private final ErrorBodies bodies;

    AccessFilter(
            Set<String> activities,
            Function<JsonWebToken, ? extends Optional<? extends Caller<?>>> callers,
            ErrorBodies bodies) {
        this.activities = activities;
        this.callers = callers;
        this.bodies = bodies;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token)) {
            refuse(request, 401, Challenge.NO_TOKEN);
            return;
        }
        Optional<? extends Caller<?>> caller = callers.apply(token);
        if (caller.isEmpty()) {
            refuse(request, 401, Challenge.INVALID_TOKEN);
            return;
        }
        request.setSecurityContext(new Known(caller.get(), request.getSecurityContext()));
        if (Collections.disjoint(activities, groupsOf(token)) || !isSentBySystemOfToken(request, caller.get())) {
            refuse(request, 403, Challenge.INSUFFICIENT_SCOPE);
        }
    }

    private static Set<String> groupsOf(JsonWebToken token) {
        Set<String> groups = token.getGroups();
        return groups == null ? Set.of() : groups;
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

    private record Known(Caller<?> caller, SecurityContext context) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return context.isUserInRole(role);
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
