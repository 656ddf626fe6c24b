package uk.nhs.rtec.rest.access;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import uk.nhs.rtec.rest.api.ErrorBodies;

/**
 * Lets nobody in whom a resource method does not name: every method says which activities may call it, or that everybody may, and one that
 * says neither keeps the service from starting.
 */
public final class AccessFeature implements DynamicFeature {

    private final String api;
    private final Function<JsonWebToken, ? extends Optional<? extends Caller<?>>> callers;
    private final Function<JsonWebToken, Set<String>> granted;
    private final ErrorBodies bodies;

    /**
     * Access to one API whose tokens name activities in {@code groups}.
     *
     * @param api its name in the refusal log
     * @param callers what its tokens must say, {@link TokenClaims}
     * @param bodies how it words its refusals
     */
    public AccessFeature(
            String api, Function<JsonWebToken, ? extends Optional<? extends Caller<?>>> callers, ErrorBodies bodies) {
        this(api, callers, TokenClaims::activities, bodies);
    }

    /**
     * Access to one API.
     *
     * @param api its name in the refusal log
     * @param callers what its tokens must say, {@link TokenClaims}
     * @param granted what a token allows, of which a resource method names what it needs
     * @param bodies how it words its refusals
     */
    public AccessFeature(
            String api,
            Function<JsonWebToken, ? extends Optional<? extends Caller<?>>> callers,
            Function<JsonWebToken, Set<String>> granted,
            ErrorBodies bodies) {
        this.api = api;
        this.callers = callers;
        this.granted = granted;
        this.bodies = bodies;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        context.register(new RefusalLog(api));
        context.register(new HeadFilter(bodies));
        RolesAllowed activities = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (activities != null) {
            context.register(new AccessFilter(Set.of(activities.value()), callers, granted, bodies));
        } else if (!resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
            throw new IllegalStateException("who may call " + resource.getResourceMethod() + "?");
        }
    }
}
