package uk.nhs.rtec.rest.access;

import io.smallrye.jwt.auth.cdi.PrincipalProducer;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Takes the place of the server's own bearer mechanism, whose refusals carry a page and no challenge: 401 and 503 without a body, with the
 * challenge of RFC 6750 and the caller's correlation id. An API whose refusals have a body is left to refuse by itself.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String CORRELATION_ID = "X-Correlation-ID";
    private static final String SCHEME = "Bearer ";

    private final JWTParser tokens;
    private final PrincipalProducer principals;
    private final Doors doors;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    protected BearerAuthentication() {
        this(null, null, null);
    }

    @Inject
    public BearerAuthentication(JWTParser tokens, PrincipalProducer principals, Doors doors) {
        this.tokens = tokens;
        this.principals = principals;
        this.doors = doors;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        mirrorCorrelationId(request, response);
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        if (authorizations.isEmpty()) {
            // Here, since JAX-RS finds fault with a method or a media type before it asks any filter who calls.
            return doors.to(request.getRequestURI()) == Doors.Door.GUARDED
                    ? refused(request, response, context, Challenge.NO_TOKEN)
                    : context.doNothing();
        }
        String authorization = authorizations.get(0);
        if (authorizations.size() > 1 || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused(request, response, context, Challenge.INVALID_REQUEST);
        }
        try {
            JsonWebToken token =
                    tokens.parse(authorization.substring(SCHEME.length()).strip());
            principals.setJsonWebToken(token);
            return context.notifyContainerAboutLogin(token, token.getGroups());
        } catch (ParseException e) {
            return refused(request, response, context, Challenge.INVALID_TOKEN);
        } catch (IssuerKeys.KeysUnreachable e) {
            return unavailable(response);
        }
    }

    /** Mirrored here, since this is the one place that sees every request, the refused ones too. */
    private static void mirrorCorrelationId(HttpServletRequest request, HttpServletResponse response) {
        String id = request.getHeader(CORRELATION_ID);
        if (id != null && id.chars().noneMatch(Character::isISOControl)) {
            response.setHeader(CORRELATION_ID, id);
        }
    }

    /** Whoever is left to the API goes on as nobody, whom none of its methods lets in. */
    private AuthenticationStatus refused(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context, Challenge challenge) {
        if (doors.to(request.getRequestURI()) == Doors.Door.GUARDED_BY_API) {
            request.setAttribute(Challenge.LEFT_TO_API, challenge);
            return context.doNothing();
        }
        RefusalLog.refused(HttpServletResponse.SC_UNAUTHORIZED, "any", "unknown");
        response.setHeader(Challenge.HEADER, challenge.value());
        return ended(response, HttpServletResponse.SC_UNAUTHORIZED);
    }

    private static AuthenticationStatus unavailable(HttpServletResponse response) {
        response.setHeader("Retry-After", "5");
        return ended(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    /** Flushed at once: an answer left open here would be given the server's own page. */
    private static AuthenticationStatus ended(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
        try {
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
