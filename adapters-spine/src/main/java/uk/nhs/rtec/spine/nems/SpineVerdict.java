package uk.nhs.rtec.spine.nems;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import uk.nhs.rtec.spine.wire.FhirNode;

/**
 * What Spine says of a request, by its own code: sources disagree on the status and on the text that come with one (NEMS and Spine Core,
 * Error Handling).
 *
 * @param code in one spelling: one code system writes {@code ACCESS DENIED}, and the pages write {@code ACCESS_DENIED}
 * @param diagnostics more about it, which may name a patient
 * @param informs whether what was asked for was done all the same
 */
record SpineVerdict(String code, String diagnostics, boolean informs) {

    /** Every code of which it is documented that the same request would meet it again. */
    private static final Set<String> FOR_GOOD = Set.of(
            "ACCESS_DENIED",
            "ACCESS_DENIED_SSL",
            "ASID_CHECK_FAILED",
            "AUTHOR_CREDENTIALS_ERROR",
            "BAD_REQUEST",
            "CONFLICTING_VALUES",
            "DUPLICATE_REJECTED",
            "FHIR_CONSTRAINT_VIOLATION",
            "FLAG_ALREADY_SET",
            "INVALID_CODE_SYSTEM",
            "INVALID_CODE_VALUE",
            "INVALID_ELEMENT",
            "INVALID_IDENTIFIER_SYSTEM",
            "INVALID_IDENTIFIER_VALUE",
            "INVALID_NHS_NUMBER",
            "INVALID_PARAMETER",
            "INVALID_PATIENT_DEMOGRAPHICS",
            "INVALID_REQUEST_MESSAGE",
            "INVALID_REQUEST_STATE",
            "INVALID_REQUEST_TYPE",
            "INVALID_RESOURCE",
            "INVALID_VALUE",
            "MESSAGE_NOT_WELL_FORMED",
            "MISSING_OR_INVALID_HEADER",
            "MSG_RESOURCE_ID_FAIL",
            "NOT_IMPLEMENTED",
            "NO_LONGER_SUPPORTED",
            "NO_ORGANISATIONAL_CONSENT",
            "NO_ORGANISATION_CONSENT",
            "NO_PATIENT_CONSENT",
            "NO_RECORD_FOUND",
            "NO_RELATIONSHIP",
            "ORGANISATION_NOT_FOUND",
            "PATIENT_NOT_FOUND",
            "PATIENT_SENSITIVE",
            "PRACTITIONER_NOT_FOUND",
            "PRECONDITION_FAILED",
            "REFERENCE_NOT_FOUND",
            "REQUEST_UNMATCHED",
            "UNSUPPORTED_MEDIA_TYPE",
            "WITHDRAWN");

    /** Severities of what was done all the same. */
    private static final Set<String> NEWS = Set.of("information", "warning");

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

    /** The code system in force and the one before it, under the name of the system or, as some pages have it, of the value set. */
    private static final List<String> SYSTEMS = List.of("Spine-ErrorOrWarningCode-1", "spine-response-code");

    /** The first thing that is no mere information, or else the first; nothing when Spine says nothing in it. */
    static Optional<SpineVerdict> in(FhirNode resource) {
        if (!resource.is("OperationOutcome")) {
            return Optional.empty();
        }
        List<SpineVerdict> verdicts =
                resource.all("issue").flatMap(issue -> of(issue).stream()).toList();
        return verdicts.stream()
                .filter(verdict -> !verdict.informs())
                .findFirst()
                .or(() -> verdicts.stream().findFirst());
    }

    /** Whether this code is known to be about the request, and not about the state of the service. */
    boolean isForGood() {
        return FOR_GOOD.contains(code);
    }

    boolean says(String other) {
        return code.equals(other);
    }

    private static Optional<SpineVerdict> of(FhirNode issue) {
        return issue.all("details", "coding")
                .filter(coding -> coding.value("system")
                        .filter(system -> SYSTEMS.stream().anyMatch(known -> endsWith(system, known)))
                        .isPresent())
                .flatMap(coding -> coding.values("code"))
                .map(code -> code.toUpperCase(Locale.ROOT).replace(' ', '_'))
                .filter(code -> CODE.matcher(code).matches())
                .findFirst()
                .map(code -> new SpineVerdict(
                        code,
                        issue.value("diagnostics").orElse(""),
                        issue.value("severity").filter(NEWS::contains).isPresent()));
    }

    private static boolean endsWith(String system, String known) {
        return system.toLowerCase(Locale.ROOT).endsWith("/" + known.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "SpineVerdict[" + code + "]";
    }
}
