package uk.nhs.rtec.spine.nems;

import java.util.List;

/** One of the eight kinds of content that NEMS takes and gives (NEMS, Generic Subscription API Requirements, MIME-types). */
public record FhirMime(String value) {

    /** All of them. */
    static final List<String> SUPPORTED = List.of(
            "application/fhir+xml",
            "application/fhir+json",
            "application/fhir+xml;charset=utf-8",
            "application/fhir+json;charset=utf-8",
            "application/xml+fhir",
            "application/json+fhir",
            "application/xml+fhir;charset=utf-8",
            "application/json+fhir;charset=utf-8");

    /** What NEMS takes a request for that names none. */
    public static final FhirMime DEFAULT = new FhirMime("application/xml+fhir;charset=utf-8");

    public FhirMime {
        if (!SUPPORTED.contains(value)) {
            throw new IllegalArgumentException("NEMS takes " + String.join(", ", SUPPORTED) + ", not " + value);
        }
    }

    boolean isJson() {
        return value.contains("json");
    }
}
