package uk.nhs.rtec.domain.claim;

import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** A claim as it comes in, with the patient when the message names one. */
public record StatedClaim(Claim claim, Optional<NhsNumber> patient) {}
