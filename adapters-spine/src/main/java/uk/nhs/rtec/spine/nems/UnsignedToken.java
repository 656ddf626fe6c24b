package uk.nhs.rtec.spine.nems;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * What we say of ourselves to Spine, a new one for each request: a JWT without a signature, since the connection proves who sends it
 * (Spine Core, Cross Organisation Audit and Provenance).
 */
record UnsignedToken(NemsCaller caller, Scope scope, Optional<NhsNumber> patient) {

    /** Exactly this long, neither more nor less (Spine Core, JWT, exp). */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final String SYSTEM = "https://fhir.nhs.uk/Id/accredited-system|";
    private static final String ORGANISATION = "https://fhir.nhs.uk/Id/ods-organization-code|";
    private static final String ROLE_PROFILE = "https://fhir.nhs.uk/Id/sds-role-profile-id|";
    private static final String PATIENT = "http://fhir.nhs.net/Id/nhs-number|";

    /** What a request is for. */
    enum Scope {
        READ("patient/Subscription.read"),
        WRITE("patient/Subscription.write");

        private final String claim;

        Scope(String claim) {
            this.claim = claim;
        }
    }

    /** As it stands in the header of a request that is sent at this moment. */
    String asBearer(Instant now) {
        JsonObject header =
                Json.createObjectBuilder().add("alg", "none").add("typ", "JWT").build();
        return "Bearer " + encoded(header) + "." + encoded(claims(now)) + ".";
    }

    private JsonObject claims(Instant now) {
        String system = SYSTEM + caller.asid().value();
        String organisation = ORGANISATION + caller.organisation().value();
        Optional<String> user = caller.roleProfileId().map(ROLE_PROFILE::concat);
        JsonObjectBuilder claims = Json.createObjectBuilder()
                .add("iss", caller.issuer().toString())
                .add("sub", user.orElse(system))
                .add("aud", caller.audience().toString())
                .add("iat", now.getEpochSecond())
                .add("exp", now.plus(LIFE).getEpochSecond())
                .add("reason_for_request", caller.purpose().claim())
                .add("scope", scope.claim)
                .add("requesting_system", system)
                // The page of NEMS spells it with s, Spine's own test bench with z, and neither minds the other.
                .add("requesting_organization", organisation)
                .add("requesting_organisation", organisation);
        user.ifPresent(claim -> claims.add("requesting_user", claim));
        patient.filter(named -> caller.namesPatient())
                .ifPresent(named -> claims.add("requesting_patient", PATIENT + named.inTheClear()));
        return claims.build();
    }

    private static String encoded(JsonObject object) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(object.toString().getBytes(StandardCharsets.UTF_8));
    }
}
