package uk.nhs.rtec.sandbox.nems;

/** Ends the checks of a request at the first that fails. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Issue issue;

    Refused(Issue issue) {
        super(null, null, false, false);
        this.issue = issue;
    }

    Refused(SpineCode code, String diagnostics) {
        this(Issue.of(code).saying(diagnostics));
    }

    Issue issue() {
        return issue;
    }
}
