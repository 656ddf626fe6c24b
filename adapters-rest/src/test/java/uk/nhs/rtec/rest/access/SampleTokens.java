package uk.nhs.rtec.rest.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;

/** Tokens as the container hands them over, their signatures verified; nobody real is in them. */
public final class SampleTokens {

    private SampleTokens() {}

    /** The claims of a pharmacist who may check exemptions. */
    static JwtClaims pharmacist() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://issuer.example");
        claims.setAudience("https://rtec.example");
        claims.setSubject("555254242106");
        claims.setClaim("reason_for_request", "directcare");
        claims.setClaim("requested_scope", "/rtec-api-gateway/search");
        claims.setClaim("requesting_device", "226732150041");
        claims.setClaim("requesting_organization", "FML84");
        claims.setClaim("requesting_practitioner", "555254242106");
        claims.setStringListClaim("groups", List.of("B0570"));
        return claims;
    }

    /** A pharmacist's token, but for what is done to its claims. */
    public static JsonWebToken pharmacist(Consumer<JwtClaims> but) {
        JwtClaims claims = pharmacist();
        but.accept(claims);
        return new DefaultJWTCallerPrincipal(claims);
    }

    /** The token of someone who works on the register or the history, but for what is done to its claims. */
    public static JsonWebToken officer(String activity, Consumer<JwtClaims> but) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("555254240000");
        claims.setClaim("requesting_organization", "X26");
        claims.setStringListClaim("groups", List.of(activity));
        but.accept(claims);
        return new DefaultJWTCallerPrincipal(claims);
    }

    /** The token of an app of the API platform. */
    public static JsonWebToken app(String id, String scope) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(id);
        claims.setClaim("client_id", id);
        claims.setClaim("scope", scope);
        return new DefaultJWTCallerPrincipal(claims);
    }

    /** As it is. */
    public static void unchanged(JwtClaims claims) {
        // Nothing is done to it.
    }
}
