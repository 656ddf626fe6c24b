package uk.nhs.rtec.sandbox.nems;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.sandbox.directory.Asid;
import uk.nhs.rtec.sandbox.directory.Asids;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;

/**
 * The unsigned token that says who asks and why (Spine Core, Cross Organisation Audit and Provenance): its checks in their order, each
 * with the words of its refusal.
 */
final class SpineToken {
    private static final Pattern BEARER = Pattern.compile("\\s?Bearer\\s+(\\S*)\\s*");
    // Without padding, and in the alphabet for addresses (RFC 7515, section 2).
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern SYSTEM = Pattern.compile("https://fhir\\.nhs\\.uk/Id/accredited-system\\|([0-9]{12})");
    private static final Pattern ORGANISATION =
            Pattern.compile("https://fhir\\.nhs\\.uk/Id/ods-organization-code\\|([A-Za-z0-9]+)");
    private static final Pattern USER = Pattern.compile("https?://[^|]+\\|[^|]+");
    private static final Pattern PATIENT = Pattern.compile("http://fhir\\.nhs\\.net/Id/nhs-number\\|(.*)");
    private static final List<String> MANDATORY =
            List.of("iss", "aud", "iat", "exp", "sub", "requesting_system", "reason_for_request", "scope");
    private static final Set<String> REASONS = Set.of("directcare", "secondaryuses", "patientaccess");
    private static final String WITH_Z = "requesting_organization";
    private static final String WITH_S = "requesting_organisation";
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration LEEWAY = Duration.ofSeconds(5);
    private static final String JWT = "The JWT associated with the Authorisation header must have ";

    private final JsonObject claims;

    private SpineToken(JsonObject claims) {
        this.claims = claims;
    }

    /** Takes the header apart. */
    static SpineToken read(Optional<String> authorization) throws Refused {
        String header = authorization
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("The Authorisation header must be supplied"));
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw notAJwt();
        }
        String[] parts = bearer.group(1).split("\\.", -1);
        if (parts.length != 3) {
            throw refused(JWT + "the 3 sections");
        }
        if (parts[1].isEmpty()) {
            throw refused(JWT + "a body of claims.");
        }
        JsonObject head = part(parts[0]);
        JsonObject claims = part(parts[1]);
        if (!JsonText.string(head, "typ").orElse("JWT").equals("JWT")) {
            throw notAJwt();
        }
        if (!JsonText.string(head, "alg").orElse("").equals("none") || !parts[2].isEmpty()) {
            throw refused(JWT + "an empty signature.");
        }
        return new SpineToken(claims);
    }

    private static JsonObject part(String encoded) throws Refused {
        if (!BASE64URL.matcher(encoded).matches()) {
            throw notAJwt();
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(encoded);
            return JsonText.readObject(new String(decoded, StandardCharsets.UTF_8))
                    .orElseThrow(SpineToken::notAJwt);
        } catch (IllegalArgumentException cutOff) {
            // The right letters, but no number of them that could be whole bytes.
            throw notAJwt();
        }
    }

    private static Refused notAJwt() {
        return refused("The Authorisation header must be supplied as a valid JWT.");
    }

    private static Refused refused(String diagnostics) {
        return new Refused(SpineCode.MISSING_OR_INVALID_HEADER, diagnostics);
    }

    /**
     * The system that asks.
     *
     * @param timed whether the token's times are looked at
     */
    Asid check(String fromAsid, Operation operation, Asids asids, boolean timed, Instant now) throws Refused {
        String organisation = demandClaims();
        demandSubject();
        Asid system = system(fromAsid, asids);
        demandPurpose(operation);
        demandOrganisation(organisation, system, asids);
        demandPeople();
        if (timed) {
            demandTimes(now);
        }
        return system;
    }

    /** The organisation, which two spellings are known for. */
    private String demandClaims() throws Refused {
        for (String claim : MANDATORY) {
            boolean time = claim.equals("iat") || claim.equals("exp");
            if (time
                    ? !(claims.get(claim) instanceof JsonNumber number && number.isIntegral())
                    : text(claim).isEmpty()) {
                throw missing(claim);
            }
        }
        Optional<String> withZ = text(WITH_Z);
        Optional<String> withS = text(WITH_S);
        if (withZ.isPresent() && withS.isPresent() && !withZ.equals(withS)) {
            throw mustMatch(WITH_S, withS.get(), WITH_Z, withZ.get());
        }
        return withZ.or(() -> withS).orElseThrow(() -> missing(WITH_Z));
    }

    private static Refused missing(String claim) {
        return refused(
                "The mandatory claim " + claim + " from the JWT associated with the Authorisation header is missing");
    }

    private static Refused mustMatch(String claim, String value, String other, String otherValue) {
        return refused(claim + " (" + value + ") and " + other + " (" + otherValue + ") claim's values must match");
    }

    private Optional<String> text(String claim) {
        return JsonText.string(claims, claim).filter(text -> !text.isBlank());
    }

    private String said(String claim) {
        return text(claim).orElse("");
    }

    private void demandSubject() throws Refused {
        String claim = claims.containsKey("requesting_user") ? "requesting_user" : "requesting_system";
        if (!said(claim).equals(said("sub"))) {
            throw mustMatch(claim, said(claim), "sub", said("sub"));
        }
    }

    private Asid system(String fromAsid, Asids asids) throws Refused {
        String claim = said("requesting_system");
        Matcher form = SYSTEM.matcher(claim);
        if (!form.matches()) {
            throw refused("requesting_system (" + claim
                    + ") must be of the form [https://fhir.nhs.uk/Id/accredited-system|[ASID]]");
        }
        String asid = form.group(1);
        Asid system = asids.find(asid)
                .orElseThrow(() -> refused("The ASID defined in the requesting_system (" + asid + ") is unknown"));
        if (!asid.equals(fromAsid)) {
            throw refused("The ASID defined in the requesting_system (" + asid
                    + ") does not match the FromASID in the request");
        }
        return system;
    }

    private void demandPurpose(Operation operation) throws Refused {
        String reason = said("reason_for_request");
        if (!REASONS.contains(reason)) {
            throw refused("reason_for_request (" + reason + ") must be 'directcare'");
        }
        String scope = said("scope");
        if (!Arrays.asList(scope.split(" ", -1)).contains(operation.scope())) {
            throw refused("Required scopes not found in token (" + scope + ")");
        }
    }

    private static void demandOrganisation(String claim, Asid system, Asids asids) throws Refused {
        Matcher form = ORGANISATION.matcher(claim);
        if (!form.matches()) {
            throw refused("requesting_organisation (" + claim
                    + ") must be of the form [https://fhir.nhs.uk/Id/ods-organization-code|[ODSCode]");
        }
        String odsCode = form.group(1);
        if (system.odsCode().equals(odsCode)) {
            return;
        }
        throw refused(
                asids.hasOrganisation(odsCode)
                        ? "requesting_system ASID (" + system.asid()
                                + ") is not associated with the requesting_organisation ODS code (" + odsCode + ")"
                        : "The ODS code defined in the requesting_organisation(" + odsCode + ") is unknown");
    }

    private void demandPeople() throws Refused {
        if (claims.containsKey("requesting_user")
                && !USER.matcher(said("requesting_user")).matches()) {
            throw refused("requesting_user (" + said("requesting_user")
                    + ") must be of the form [https://fhir.nhs.uk/Id/sds-role-profile-id|[SDSRoleProfileID]]");
        }
        if (claims.containsKey("requesting_patient")) {
            Matcher patient = PATIENT.matcher(said("requesting_patient"));
            String number = patient.matches() ? patient.group(1) : said("requesting_patient");
            if (!patient.matches() || !NhsNumbers.isValid(number)) {
                throw refused(Words.notAnNhsNumber(number));
            }
        }
    }

    private void demandTimes(Instant now) throws Refused {
        long iat = claims.getJsonNumber("iat").longValue();
        long exp = claims.getJsonNumber("exp").longValue();
        if (exp - iat != LIFE.toSeconds()) {
            throw refused("exp " + exp + " must be 5 minutes greater than iat " + iat);
        }
        if (iat > now.plus(LEEWAY).getEpochSecond() || exp <= now.getEpochSecond()) {
            throw refused(
                    "iat " + iat + " must be in the past or now and exp " + exp + " must be in the future or now");
        }
    }
}
