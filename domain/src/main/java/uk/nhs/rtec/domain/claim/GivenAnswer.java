package uk.nhs.rtec.domain.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * What one recorded check told the organisation that asked.
 *
 * @param disclosed the charge exemption to claim with; empty when no exemption was found, whatever the reason
 */
public record GivenAnswer(
        CheckId check,
        PrescriptionId prescription,
        OdsCode organisation,
        Instant answeredAt,
        Optional<ClaimedExemption> disclosed) {

    /** Whether an exemption was found. */
    public boolean isFinding() {
        return disclosed.isPresent();
    }

    /** The day on which it was given. */
    public LocalDate day() {
        return LocalDate.ofInstant(answeredAt, OpenCheck.ENGLAND);
    }
}
