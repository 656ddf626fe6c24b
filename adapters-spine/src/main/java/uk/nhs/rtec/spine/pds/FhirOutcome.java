package uk.nhs.rtec.spine.pds;

import java.util.Optional;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** A FHIR OperationOutcome, read for Spine's codes only: the issue codes beside them are not always FHIR's. */
record FhirOutcome(TolerantObject outcome) {

    static Optional<FhirOutcome> read(TolerantObject body) {
        return body.text("resourceType").filter("OperationOutcome"::equals).map(type -> new FhirOutcome(body));
    }

    boolean says(String spineCode) {
        return outcome.objects("issue").stream()
                .flatMap(issue -> issue.object("details").stream())
                .flatMap(details -> details.objects("coding").stream())
                .anyMatch(
                        coding -> coding.text("code").filter(spineCode::equals).isPresent());
    }
}
