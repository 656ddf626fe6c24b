package uk.nhs.rtec.sandbox.tokens;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;
import uk.nhs.rtec.sandbox.people.Person;
import uk.nhs.rtec.sandbox.people.Samples;

/** Hands out signed tokens for the users of the demo, and wrong ones on request, so that refusals can be tested. */
public final class TokenDesk implements Endpoint {
    static final String AUDIENCE = "urn:nhs:rtec";
    static final String COVID_SCOPE = "urn:nhsd:apim:app:level3:covid-medical-exemptions";
    static final String COVID_APPLICATION = "covid-demo-app";

    private static final long LIFETIME_SECONDS = 300;
    private static final String ADDED_CLAIM = "claim.";
    private static final List<String> FIELDS = List.of(
            "user",
            "organisation",
            "asid",
            "nhs_number",
            "proofing",
            "roles",
            "scope",
            "alg",
            "key",
            "kid",
            "expires_in",
            "issued_in",
            "issuer",
            "audience",
            "groups",
            "omit");

    private final SigningKeys keys;
    private final String issuer;
    private final InstantSource clock;
    private final Map<String, Person> people =
            Samples.people().stream().collect(Collectors.toUnmodifiableMap(Person::nhsNumber, person -> person));

    public TokenDesk(SigningKeys keys, String issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public Answer serve(Request request) {
        if (!request.is("POST")) {
            return Answer.empty(405).with("Allow", "POST");
        }
        try {
            return handedOut(Parameters.parse(request.body()));
        } catch (IllegalArgumentException wrong) {
            return Answer.json(
                    400,
                    JsonText.object()
                            .add("error", "invalid_request")
                            .add("error_description", String.valueOf(wrong.getMessage()))
                            .build());
        }
    }

    private Answer handedOut(Parameters form) {
        for (String name : form.names()) {
            if (!FIELDS.contains(name) && !name.startsWith(ADDED_CLAIM)) {
                throw new IllegalArgumentException("Unknown field; the desk knows " + String.join(", ", FIELDS)
                        + " and " + ADDED_CLAIM + "<name>");
            }
        }
        DeskUser user = form.first("user")
                .flatMap(DeskUser::named)
                .orElseThrow(() -> new IllegalArgumentException("user must be one of " + DeskUser.all()));
        SigningAlgorithm algorithm = form.first("alg")
                .map(name -> SigningAlgorithm.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("alg must be RS512, RS256 or none")))
                .orElse(SigningAlgorithm.RS512);
        long lifetime = seconds(form, "expires_in", LIFETIME_SECONDS);
        SigningKeys.Key key = keys.key(keyNamed(form, algorithm));
        String token =
                Jwt.sign(header(form, algorithm, key), claims(form, user, lifetime), algorithm, key.privateKey());
        return Answer.json(
                        200,
                        JsonText.object()
                                .add("access_token", token)
                                .add("token_type", "Bearer")
                                .add("expires_in", lifetime)
                                .build())
                .with("Cache-Control", "no-store");
    }

    private static SigningKeys.Named keyNamed(Parameters form, SigningAlgorithm algorithm) {
        String usual = algorithm == SigningAlgorithm.RS256 ? "RS256" : "RS512";
        String name = form.first("key").orElse(usual).toUpperCase(Locale.ROOT);
        return Arrays.stream(SigningKeys.Named.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("key must be RS512, RS256 or foreign"));
    }

    private static JsonObject header(Parameters form, SigningAlgorithm algorithm, SigningKeys.Key key) {
        JsonObjectBuilder header = JsonText.object().add("typ", "JWT").add("alg", algorithm.joseName());
        String id = form.first("kid").orElse(key.id());
        if (!id.isEmpty() && algorithm != SigningAlgorithm.NONE) {
            header.add("kid", id);
        }
        return header.build();
    }

    private JsonObject claims(Parameters form, DeskUser user, long lifetime) {
        long issuedAt = clock.instant().getEpochSecond() + seconds(form, "issued_in", 0);
        JsonObjectBuilder claims = JsonText.object()
                .add("iss", form.first("issuer").orElse(issuer))
                .add("aud", form.first("audience").orElse(isIdToken(user) ? COVID_APPLICATION : AUDIENCE))
                .add("iat", issuedAt)
                .add("exp", issuedAt + lifetime)
                .add("jti", UUID.randomUUID().toString());
        switch (user) {
            case PATIENT -> addPatient(claims, form, issuedAt);
            case HEALTHCARE_WORKER -> addWorker(claims, form, user, issuedAt);
            case COVID_APP -> addApplication(claims, form);
            case PHARMACIST, NO_ACTIVITY, REGISTER_OFFICER, AUDITOR, AUDIT_APPROVER, CLAIMS_OFFICER, GOVERNANCE ->
                addPractitioner(claims, form, user);
        }
        for (String name : form.names()) {
            if (name.startsWith(ADDED_CLAIM)) {
                claims.add(
                        name.substring(ADDED_CLAIM.length()), form.first(name).orElse(""));
            }
        }
        form.all("omit").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .forEach(claims::remove);
        return claims.build();
    }

    private static void addPractitioner(JsonObjectBuilder claims, Parameters form, DeskUser user) {
        claims.add("sub", user.practitioner())
                .add("reason_for_request", "directcare")
                .add("requested_scope", "/rtec-api-gateway/search")
                .add("requesting_device", form.first("asid").orElse(user.asid()))
                .add("requesting_organization", form.first("organisation").orElse(user.organisation()))
                .add("requesting_practitioner", user.practitioner())
                .add("groups", groups(form, user));
    }

    private static JsonArrayBuilder groups(Parameters form, DeskUser user) {
        JsonArrayBuilder groups = JsonText.array();
        form.first("groups")
                .map(text -> text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1)))
                .orElse(user.groups())
                .forEach(groups::add);
        return groups;
    }

    private static void addApplication(JsonObjectBuilder claims, Parameters form) {
        claims.add("sub", COVID_APPLICATION)
                .add("client_id", COVID_APPLICATION)
                .add("scope", form.first("scope").orElse(COVID_SCOPE));
    }

    private static boolean isIdToken(DeskUser user) {
        return user == DeskUser.PATIENT || user == DeskUser.HEALTHCARE_WORKER;
    }

    /** In the names of CIS2; the roles stand in the token, since the sandbox has no user-info service to ask. */
    private static void addWorker(JsonObjectBuilder claims, Parameters form, DeskUser user, long issuedAt) {
        JsonArrayBuilder roles = JsonText.array();
        for (String role : form.first("roles").orElse("555254240100").split(",", -1)) {
            roles.add(JsonText.object().add("person_roleid", role));
        }
        claims.add("sub", user.practitioner())
                .add("token_use", "id")
                .add("auth_time", issuedAt)
                .add("authentication_assurance_level", "3")
                .add("id_assurance_level", "3")
                .add("nhsid_useruid", user.practitioner())
                .add("nhsid_nrbac_roles", roles);
    }

    private void addPatient(JsonObjectBuilder claims, Parameters form, long issuedAt) {
        String level = form.first("proofing").orElse("P9");
        String nhsNumber = form.first("nhs_number").orElse("9912003071");
        claims.add("sub", UUID.randomUUID().toString())
                .add("token_use", "id")
                .add("auth_time", issuedAt)
                .add("nonce", UUID.randomUUID().toString())
                .add("vtm", "https://auth.sandpit.signin.nhs.uk/trustmark/auth.sandpit.signin.nhs.uk")
                .add("vot", level + ".Cp.Cd")
                .add("identity_proofing_level", level)
                .add("id_status", "verified")
                .add("nhs_number", nhsNumber);
        Person person = people.get(nhsNumber);
        if (person != null && !person.family().isEmpty()) {
            claims.add("birthdate", person.birthDate()).add("family_name", person.family());
        }
    }

    private static long seconds(Parameters form, String field, long usual) {
        String text = form.first(field).orElse(Long.toString(usual));
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new IllegalArgumentException(field + " must be a whole number of seconds");
        }
        return Long.parseLong(text);
    }
}
