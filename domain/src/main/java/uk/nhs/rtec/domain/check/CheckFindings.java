package uk.nhs.rtec.domain.check;

import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;

/** What every source said that was asked for one check. */
public record CheckFindings(PatientTrace patient, PrescriptionTrace prescription, CertificateSearch certificates) {}
