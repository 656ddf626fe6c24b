package uk.nhs.rtec.domain.check;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Requester;

/**
 * A check whose patient nobody can read any more, since the keys of its month were destroyed: that it took place, who asked, and how it ended.
 *
 * @param outcome how it ended; the certificates that it rests on are gone with the patient
 */
public record ErasedCheck(
        CheckId id,
        Requester requester,
        PrescriptionId prescription,
        Optional<UUID> requestId,
        Instant askedAt,
        Instant answeredAt,
        CheckOutcome outcome)
        implements KeptCheck {}
