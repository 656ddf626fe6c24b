package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/**
 * Which checks an auditor looks for: those that meet every condition that is present.
 *
 * @param nhsNumber the stated or the traced one
 * @param person as stated
 * @param postcode as stated, however it is spelled
 * @param from asked at or after this moment
 * @param to asked before this moment
 * @param reason why it ended so
 * @param limit the most to return, 1 to 500
 * @param after where the last page ended
 */
public record CheckQuery(
        Optional<PrescriptionId> prescription,
        Optional<NhsNumber> nhsNumber,
        Optional<SoughtPatient> person,
        Optional<Postcode> postcode,
        Optional<OdsCode> organisation,
        Optional<SdsUserId> practitioner,
        Optional<Asid> system,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<OutcomeKind> outcome,
        Optional<OutcomeReason> reason,
        Optional<ChargeExemption> disclosed,
        Optional<ChargeExemption> category,
        int limit,
        Optional<CheckCursor> after) {

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public CheckQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " checks, not " + limit);
        }
    }
}
