package uk.nhs.rtec.application.audit;

import uk.nhs.rtec.domain.check.CheckOutcome;

/** The four ways in which a check can end, as auditors name them. */
public enum OutcomeKind {
    EXEMPTION_FOUND,
    NO_EXEMPTION_FOUND,
    NOT_CHECKED,
    UNDETERMINED;

    /** How this outcome is named. */
    public static OutcomeKind of(CheckOutcome outcome) {
        return outcome.map(
                found -> EXEMPTION_FOUND,
                notFound -> NO_EXEMPTION_FOUND,
                notChecked -> NOT_CHECKED,
                undetermined -> UNDETERMINED);
    }
}
