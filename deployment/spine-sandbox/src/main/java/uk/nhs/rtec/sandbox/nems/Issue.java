package uk.nhs.rtec.sandbox.nems;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.sandbox.fhir.Element;
import uk.nhs.rtec.sandbox.http.Answer;

/** What an OperationOutcome says: one thing that is wrong, or is going to be. */
record Issue(SpineCode code, String issueCode, Optional<String> diagnostics) {
    private static final String PROFILE = "https://fhir.nhs.uk/STU3/StructureDefinition/Spine-OperationOutcome-1";
    private static final String SYSTEM = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1";

    static Issue of(SpineCode code) {
        return new Issue(code, code.issueCode(), Optional.empty());
    }

    /** The texts of some codes are their diagnostics as well. */
    static Issue saidTwice(SpineCode code) {
        return of(code).saying(code.display());
    }

    Issue saying(String words) {
        return new Issue(code, issueCode, Optional.of(words));
    }

    Issue as(String anotherIssueCode) {
        return new Issue(code, anotherIssueCode, diagnostics);
    }

    Answer answer(MediaType type) {
        return answer(code.status(), List.of(this), type);
    }

    static Answer answer(int status, List<Issue> issues, MediaType type) {
        Element outcome = Element.of(
                        "OperationOutcome",
                        Element.of("id", UUID.randomUUID().toString()),
                        Element.of("meta", Element.of("profile", PROFILE)))
                .with(issues.stream().map(Issue::element).toList());
        return type.answer(status, outcome);
    }

    private Element element() {
        Element issue = Element.of(
                "issue",
                Element.of("severity", code.severity()),
                Element.of("code", issueCode),
                Element.concept("details", SYSTEM, code.name(), code.display()));
        return diagnostics
                .map(words -> issue.with(Element.of("diagnostics", words)))
                .orElse(issue);
    }
}
