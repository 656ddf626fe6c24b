package uk.nhs.rtec.application.covid;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * A record's standing changed.
 *
 * @param changed the record as it stands from now on
 * @param by who decided it; nobody when the national demographics did
 */
public record CovidChange(HeldExemption changed, Instant at, Optional<Officer> by) {}
