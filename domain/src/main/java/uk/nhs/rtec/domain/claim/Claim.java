package uk.nhs.rtec.domain.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * What an organisation claims to be reimbursed for: one prescription, with one charge exemption.
 *
 * @param claimedAt to the second, which is what claim messages state
 */
public record Claim(PrescriptionId prescription, OdsCode organisation, ClaimedExemption exemption, Instant claimedAt) {

    public Claim {
        claimedAt = claimedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The day on which it was claimed. */
    public LocalDate day() {
        return LocalDate.ofInstant(claimedAt, OpenCheck.ENGLAND);
    }

    /** Whether an answer could be known when this was claimed; one that was given within the second of the claim could. */
    boolean isAfter(GivenAnswer answer) {
        return answer.answeredAt().isBefore(claimedAt.plusSeconds(1));
    }
}
