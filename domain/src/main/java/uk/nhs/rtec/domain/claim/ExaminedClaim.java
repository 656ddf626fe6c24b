package uk.nhs.rtec.domain.claim;

import java.util.Arrays;
import java.util.List;

/**
 * A claim beside all the answers that bear on it.
 *
 * @param ofPrescription every answer that was given for its prescription, to whomever
 * @param ofPatient findings for the same patient; whether each bears on the claim is settled here
 */
public record ExaminedClaim(Claim claim, List<GivenAnswer> ofPrescription, List<GivenAnswer> ofPatient) {

    public ExaminedClaim {
        ofPrescription = List.copyOf(ofPrescription);
        ofPatient = List.copyOf(ofPatient);
    }

    /** The first verdict that applies. */
    public Verdict verdict() {
        return Arrays.stream(Verdict.values()).filter(this::applies).findFirst().orElseThrow();
    }

    /**
     * A check that comes after the claim can neither confirm nor contradict it: nobody knew its answer. A finding settles what was known,
     * and an answer without one says nothing against it: a second check is allowed, and whoever asks again may get more. Only the
     * organisation that was told what to claim is held to it; another may take the patient's own declaration.
     */
    private boolean applies(Verdict verdict) {
        ClaimedExemption claimed = claim.exemption();
        return switch (verdict) {
            case CHECK_AFTER_CLAIM -> claimed.isConfirmation() && !wasFound() && isCheckedAfterwards();
            case CONFIRMED -> wasTold() && ownFindings().contains(claimed);
            case DIFFERENT_ORGANISATION -> claimed.isConfirmation() && wasFound() && !wasTold();
            case DIFFERENT_CODE -> !claimed.isPayment() && wasTold();
            case NOT_FOUND_BUT_CLAIMED -> claimed.isConfirmation() && !known().isEmpty();
            case ANSWER_REUSED -> claimed.isConfirmation() && isAnswerOfAnother();
            case NO_CHECK -> claimed.isConfirmation();
            case FOUND_BUT_PAID -> claimed.isPayment() && wasFound();
            case DECLARED -> !claimed.isPayment();
            case PAID -> true;
        };
    }

    /** A finding after the claim, or any answer when there was none before. */
    private boolean isCheckedAfterwards() {
        return ofPrescription.stream()
                .filter(answer -> !claim.isAfter(answer))
                .anyMatch(answer -> answer.isFinding() || known().isEmpty());
    }

    private boolean wasFound() {
        return known().stream().anyMatch(GivenAnswer::isFinding);
    }

    private boolean wasTold() {
        return !ownFindings().isEmpty();
    }

    private List<ClaimedExemption> ownFindings() {
        return known().stream()
                .filter(answer -> answer.organisation().equals(claim.organisation()))
                .flatMap(answer -> answer.disclosed().stream())
                .toList();
    }

    private boolean isAnswerOfAnother() {
        return ofPatient.stream()
                .filter(GivenAnswer::isFinding)
                .filter(claim::isAfter)
                .filter(answer -> answer.organisation().equals(claim.organisation()))
                .filter(answer -> answer.day().equals(claim.day()))
                .anyMatch(answer -> !answer.prescription().equals(claim.prescription()));
    }

    /** The answers that could be known when this was claimed. */
    private List<GivenAnswer> known() {
        return ofPrescription.stream().filter(claim::isAfter).toList();
    }
}
