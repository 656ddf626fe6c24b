package uk.nhs.rtec.domain.prescription;

import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;

/** What the tracker answered when asked for a prescription. */
public sealed interface PrescriptionTrace {

    /** The prescription is known. */
    record Found(TrackedPrescription prescription) implements PrescriptionTrace {}

    /** There is no such prescription. */
    record NotFound() implements PrescriptionTrace {}

    /** The prescription is known, but the issue that was asked for is not: nothing can be said of its state. */
    record IssueNotFound() implements PrescriptionTrace {}

    /** The tracker did not say. */
    record NoAnswer(Silence silence) implements PrescriptionTrace {}

    /** One answer for each way that a look-up can end. */
    default <T> T map(
            Function<? super Found, ? extends T> found,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super IssueNotFound, ? extends T> issueNotFound,
            Function<? super NoAnswer, ? extends T> noAnswer) {
        if (this instanceof Found answer) {
            return found.apply(answer);
        }
        if (this instanceof NotFound answer) {
            return notFound.apply(answer);
        }
        if (this instanceof IssueNotFound answer) {
            return issueNotFound.apply(answer);
        }
        return noAnswer.apply((NoAnswer) this);
    }
}
