package uk.nhs.rtec.sandbox.nems;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.JsonText;

/** The demo's own system, as a caller of the subscription API. */
final class Subscriber {
    static final String ASID = "200000002001";
    static final String PATIENT = "9990000352";
    static final String CRITERIA = "/Bundle?type=message&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|"
            + PATIENT + "&MessageHeader.event=pds-death-notification-1";

    private Subscriber() {}

    static Asking creating(String body) {
        return authorised(Asking.post("/STU3/Subscription", body), Operation.CREATE)
                .with("Content-Type", "application/fhir+xml");
    }

    static Asking reading(String id) {
        return authorised(Asking.get("/STU3/Subscription/" + id), Operation.READ);
    }

    static Asking deleting(String id) {
        return authorised(Asking.of("DELETE", "/STU3/Subscription/" + id), Operation.DELETE);
    }

    static Asking authorised(Asking asking, Operation operation) {
        return asking.with("fromASID", ASID)
                .with("toASID", "200000000306")
                .with("InteractionID", operation.interactionId())
                .with("Authorization", "Bearer " + token(claims(operation.scope())));
    }

    static JsonObject claims(String scope) {
        return claims(ASID, "T1450", scope);
    }

    static JsonObject claims(String asid, String odsCode, String scope) {
        long iat = SandboxUnderTest.START.getEpochSecond();
        return JsonText.object()
                .add("iss", "https://rtec.example.nhs.uk")
                .add("sub", "https://fhir.nhs.uk/Id/accredited-system|" + asid)
                .add("aud", "https://clinicals.spineservices.nhs.uk")
                .add("iat", iat)
                .add("exp", iat + 300)
                .add("reason_for_request", "directcare")
                .add("scope", scope)
                .add("requesting_system", "https://fhir.nhs.uk/Id/accredited-system|" + asid)
                .add("requesting_organization", "https://fhir.nhs.uk/Id/ods-organization-code|" + odsCode)
                .build();
    }

    static String token(JsonObject claims) {
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(claims.toString()) + ".";
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The elements of a create's body, in their order, which a test changes before it writes them. */
    static String xml(String criteria) {
        return xml("T1450", "T1450OT001", criteria, "");
    }

    static String xml(String odsCode, String mailbox, String criteria, String end) {
        return "<Subscription xmlns=\"http://hl7.org/fhir\"><meta><profile"
                + " value=\"https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1\"/></meta>"
                + "<status value=\"requested\"/><contact><system value=\"url\"/><value"
                + " value=\"https://directory.spineservices.nhs.uk/STU3/Organization/" + odsCode + "\"/><use"
                + " value=\"work\"/></contact>" + end
                + "<reason value=\"Keep certificates current\"/><criteria value=\""
                + criteria.replace("&", "&amp;") + "\"/><channel><type value=\"message\"/><endpoint value=\"" + mailbox
                + "\"/></channel></Subscription>";
    }

    static String json(String criteria) {
        return JsonText.object()
                .add("resourceType", "Subscription")
                .add(
                        "meta",
                        JsonText.object()
                                .add(
                                        "profile",
                                        JsonText.array()
                                                .add(
                                                        "https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1")))
                .add("status", "requested")
                .add(
                        "contact",
                        JsonText.array()
                                .add(JsonText.object()
                                        .add("use", "work")
                                        .add("system", "url")
                                        .add(
                                                "value",
                                                "https://directory.spineservices.nhs.uk/STU3/Organization/T1450")))
                .add("channel", JsonText.object().add("endpoint", "T1450OT001").add("type", "message"))
                .add("criteria", criteria)
                .add("reason", "Keep certificates current")
                .build()
                .toString();
    }

    static JsonObject changed(JsonObject claims, Map<String, Object> changes) {
        var changed = JsonText.object(claims);
        changes.forEach((claim, value) -> {
            if (value instanceof Long number) {
                changed.add(claim, number);
            } else if (value.equals("")) {
                changed.remove(claim);
            } else {
                changed.add(claim, value.toString());
            }
        });
        return changed.build();
    }
}
