package uk.nhs.rtec.domain.covid;

import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * A patient who is signed in with NHS login.
 *
 * @param token by which NHS login says so; another service is shown it when it has to know as well
 */
public record SignedInPatient(NhsNumber nhsNumber, ProofingLevel level, LoginToken token) {}
