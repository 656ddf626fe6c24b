package uk.nhs.rtec.rest.audit;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AccessPage;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.api.Cursors;

/**
 * Accesses as AuditEvents of FHIR R4, in the patterns of IHE BALP. A profile is named only where it applies: searches by what tells a patient
 * apart would need the patient, and exports have none.
 */
final class AuditEventJson {

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
    private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
    private static final String KINDS = "urn:x-rtec:access-kind";
    private static final String SERVICE = "Real Time Exemption Checking service";

    /** With one of these a search is for one patient. */
    private static final Set<String> OF_A_PATIENT =
            Set.of("nhsNumber", "prescriptionId", "surname", "dateOfBirth", "postcode");

    private AuditEventJson() {}

    /** What FHIR calls the thing that was done. */
    private enum Interaction {
        SEARCH("search", "E"),
        READ("read", "R"),
        CREATE("create", "C"),
        UPDATE("update", "U"),
        OPERATION("operation", "E");

        private final String code;
        private final String action;

        Interaction(String code, String action) {
            this.code = code;
            this.action = action;
        }

        static Interaction of(AccessKind kind) {
            return switch (kind) {
                case CHECK_SEARCH,
                        CLAIM_SEARCH,
                        COVID_ATTEMPT_SEARCH,
                        EXPORT_LIST,
                        ACCESS_LOG_SEARCH,
                        ACCESS_ALERT_SEARCH -> SEARCH;
                case CHECK_VIEW, EVIDENCE, EVIDENCE_DOCUMENT, EXPORT_VIEW, EXPORT_DOWNLOAD -> READ;
                case EXPORT_REQUEST -> CREATE;
                case EXPORT_APPROVAL, EXPORT_REFUSAL, ALERT_CLOSURE -> UPDATE;
                case CLAIM_SUMMARY -> OPERATION;
            };
        }
    }

    /**
     * The page as a searchset; its next page is asked for with the cursor of that link in the body.
     *
     * @param here the path that was asked, without a host: that is whatever the reader chose to call us by
     */
    static JsonObject bundle(AccessPage page, Cursors.OfSearch cursors, String here, AuditSite site) {
        JsonArrayBuilder links = Json.createArrayBuilder().add(link("self", here));
        page.next().ifPresent(next -> links.add(link("next", here + "?cursor=" + AccessJson.text(next, cursors))));
        JsonArrayBuilder entries = Json.createArrayBuilder();
        page.accesses()
                .forEach(kept -> entries.add(Json.createObjectBuilder()
                        .add("fullUrl", "urn:uuid:" + kept.id())
                        .add("resource", event(kept, site))
                        .add("search", Json.createObjectBuilder().add("mode", "match"))));
        JsonObjectBuilder bundle =
                Json.createObjectBuilder().add("resourceType", "Bundle").add("type", "searchset");
        // A total is the whole number or nothing.
        if (!page.more()) {
            bundle.add("total", page.total());
        }
        bundle.add("link", links);
        // FHIR has no empty arrays.
        return page.accesses().isEmpty()
                ? bundle.build()
                : bundle.add("entry", entries).build();
    }

    private static JsonObjectBuilder event(KeptAccess kept, AuditSite site) {
        AccessToHistory access = kept.access();
        Interaction interaction = Interaction.of(access.kind());
        JsonObjectBuilder event = Json.createObjectBuilder()
                .add("resourceType", "AuditEvent")
                .add("id", kept.id().toString());
        profile(access)
                .ifPresent(profile -> event.add(
                        "meta",
                        Json.createObjectBuilder()
                                .add("profile", Json.createArrayBuilder().add(PROFILES + profile))));
        event.add("type", type(access.kind()))
                .add(
                        "subtype",
                        Json.createArrayBuilder()
                                .add(coding(INTERACTIONS, interaction.code, interaction.code))
                                .add(coding(
                                        KINDS,
                                        access.kind().name(),
                                        access.kind().name())))
                .add("action", interaction.action)
                .add("recorded", access.at().toString());
        outcome(access, event);
        event.add(
                        "agent",
                        Json.createArrayBuilder()
                                .add(client(access.auditor()))
                                .add(server())
                                .add(user(access)))
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("site", site.name())
                                .add("observer", Json.createObjectBuilder().add("display", SERVICE))
                                .add(
                                        "type",
                                        Json.createArrayBuilder()
                                                .add(coding(
                                                        TERMS + "security-source-type", "4", "Application Server"))));
        JsonArrayBuilder entities = Json.createArrayBuilder();
        boolean some = false;
        if (!access.conditions().isEmpty()) {
            entities.add(query(access));
            some = true;
        }
        if (access.check().isPresent()) {
            entities.add(thing("4", "Domain Resource", access.check().get().toString()));
            some = true;
        }
        if (access.export().isPresent()) {
            entities.add(thing("20", "Job", access.export().get().toString()));
            some = true;
        }
        if (access.alert().isPresent()) {
            entities.add(thing("13", "Security Resource", access.alert().get().toString()));
            some = true;
        }
        return some ? event.add("entity", entities) : event;
    }

    private static Optional<String> profile(AccessToHistory access) {
        return switch (access.kind()) {
            case CHECK_SEARCH, CLAIM_SEARCH, COVID_ATTEMPT_SEARCH, ACCESS_LOG_SEARCH, ACCESS_ALERT_SEARCH ->
                Optional.of("Query")
                        .filter(profile -> !access.conditions().isEmpty()
                                && access.conditions().stream().noneMatch(OF_A_PATIENT::contains));
            case CHECK_VIEW, EVIDENCE, EVIDENCE_DOCUMENT -> Optional.of("Read");
            case EXPORT_REQUEST,
                    EXPORT_LIST,
                    EXPORT_VIEW,
                    EXPORT_APPROVAL,
                    EXPORT_REFUSAL,
                    EXPORT_DOWNLOAD,
                    CLAIM_SUMMARY,
                    ALERT_CLOSURE -> Optional.empty();
        };
    }

    private static JsonObjectBuilder type(AccessKind kind) {
        return kind == AccessKind.EXPORT_DOWNLOAD
                ? coding(DICOM, "110106", "Export")
                : coding(TERMS + "audit-event-type", "rest", "RESTful Operation");
    }

    /** The organisation is known from the token; from where in the network it called is not kept. */
    private static JsonObjectBuilder client(Officer officer) {
        return agent(coding(DICOM, "110153", "Source Role ID"))
                .add(
                        "who",
                        who(
                                "https://fhir.nhs.uk/Id/ods-organization-code",
                                officer.organisation().value()))
                .add("requestor", false)
                .add("network", unknown());
    }

    /** By which of its addresses it was called is not kept either. */
    private static JsonObjectBuilder server() {
        return agent(coding(DICOM, "110152", "Destination Role ID"))
                .add("who", Json.createObjectBuilder().add("display", SERVICE))
                .add("requestor", false)
                .add("network", unknown());
    }

    private static JsonObjectBuilder unknown() {
        return Json.createObjectBuilder()
                .add(
                        "extension",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
                                        .add("valueCode", "unknown")));
    }

    /** Its profiles want one; of what was recorded before outcomes were kept nobody knows it. */
    private static void outcome(AccessToHistory access, JsonObjectBuilder event) {
        access.outcome()
                .ifPresentOrElse(
                        outcome -> event.add("outcome", code(outcome)).add("outcomeDesc", outcome.name()),
                        () -> event.add("_outcome", unknown()));
    }

    private static String code(AccessOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED, BEGUN -> "0";
            case NOT_FOUND, REFUSED -> "4";
            case FAILED -> "8";
        };
    }

    private static JsonObjectBuilder user(AccessToHistory access) {
        JsonObjectBuilder purpose = Json.createObjectBuilder()
                .add("coding", Json.createArrayBuilder().add(purpose(access.kind())));
        access.reason().ifPresent(reason -> purpose.add("text", reason));
        return agent(coding(TERMS + "v3-ParticipationType", "IRCP", "information recipient"))
                .add(
                        "who",
                        who(
                                "https://fhir.nhs.uk/Id/sds-user-id",
                                access.auditor().user().value()))
                .add("requestor", true)
                .add("purposeOfUse", Json.createArrayBuilder().add(purpose));
    }

    private static JsonObjectBuilder purpose(AccessKind kind) {
        String system = TERMS + "v3-ActReason";
        return switch (kind) {
            case CLAIM_SEARCH, CLAIM_SUMMARY -> coding(system, "HPAYMT", "healthcare payment");
            case ACCESS_LOG_SEARCH, ACCESS_ALERT_SEARCH, ALERT_CLOSURE -> coding(system, "HCOMPL", "health compliance");
            case CHECK_SEARCH,
                    CHECK_VIEW,
                    EVIDENCE,
                    EVIDENCE_DOCUMENT,
                    EXPORT_REQUEST,
                    EXPORT_LIST,
                    EXPORT_VIEW,
                    EXPORT_APPROVAL,
                    EXPORT_REFUSAL,
                    EXPORT_DOWNLOAD,
                    COVID_ATTEMPT_SEARCH -> coding(system, "HOPERAT", "healthcare operations");
        };
    }

    /** The names of the conditions; their values are on no record. */
    private static JsonObjectBuilder query(AccessToHistory access) {
        String names = access.conditions().stream().sorted().collect(Collectors.joining("&"));
        return entity("24", "Query")
                .add("query", Base64.getEncoder().encodeToString(names.getBytes(StandardCharsets.US_ASCII)));
    }

    private static JsonObjectBuilder thing(String role, String name, String id) {
        return entity(role, name).add("what", who("urn:ietf:rfc:3986", "urn:uuid:" + id));
    }

    private static JsonObjectBuilder entity(String role, String name) {
        return Json.createObjectBuilder()
                .add("type", coding(TERMS + "audit-entity-type", "2", "System Object"))
                .add("role", coding(TERMS + "object-role", role, name));
    }

    private static JsonObjectBuilder agent(JsonObjectBuilder type) {
        return Json.createObjectBuilder()
                .add(
                        "type",
                        Json.createObjectBuilder()
                                .add("coding", Json.createArrayBuilder().add(type)));
    }

    private static JsonObjectBuilder who(String system, String value) {
        return Json.createObjectBuilder()
                .add(
                        "identifier",
                        Json.createObjectBuilder().add("system", system).add("value", value));
    }

    private static JsonObjectBuilder link(String relation, String url) {
        return Json.createObjectBuilder().add("relation", relation).add("url", url);
    }

    private static JsonObjectBuilder coding(String system, String code, String display) {
        return Json.createObjectBuilder()
                .add("system", system)
                .add("code", code)
                .add("display", display);
    }
}
