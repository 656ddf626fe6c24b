package uk.nhs.rtec.domain.covid;

import uk.nhs.rtec.domain.patient.NhsNumber;

/** A patient who is signed in with NHS login. */
public record SignedInPatient(NhsNumber nhsNumber, ProofingLevel level) {}
