package uk.nhs.rtec.domain.prescription;

import uk.nhs.rtec.domain.patient.NhsNumber;

/** A prescription as the tracker knows it: whose it is, where it stands, under whose rules. */
public record TrackedPrescription(NhsNumber patient, PrescriptionState state, PrescriptionOrigin origin) {}
