package uk.nhs.rtec.persistence.claim;

import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.proof.Spelling;

/** How verdicts are spelled in the store. */
final class VerdictWords {

    static final Spelling<Verdict> VERDICT = Spelling.of(Verdict.class, verdict -> switch (verdict) {
        case CHECK_AFTER_CLAIM -> "CHECK_AFTER_CLAIM";
        case CONFIRMED -> "CONFIRMED";
        case DIFFERENT_ORGANISATION -> "DIFFERENT_ORGANISATION";
        case DIFFERENT_CODE -> "DIFFERENT_CODE";
        case NOT_FOUND_BUT_CLAIMED -> "NOT_FOUND_BUT_CLAIMED";
        case ANSWER_REUSED -> "ANSWER_REUSED";
        case NO_CHECK -> "NO_CHECK";
        case FOUND_BUT_PAID -> "FOUND_BUT_PAID";
        case DECLARED -> "DECLARED";
        case PAID -> "PAID";
    });

    private VerdictWords() {}
}
