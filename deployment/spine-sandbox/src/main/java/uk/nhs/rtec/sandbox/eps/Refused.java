package uk.nhs.rtec.sandbox.eps;

import uk.nhs.rtec.sandbox.http.Answer;

/** Ends the checks of a query at the first that fails. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Refused(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Refused(TrackerStatus status, String payloadName) {
        this(Envelope.failed(status, payloadName));
    }

    Answer answer() {
        return answer;
    }
}
