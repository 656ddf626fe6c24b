package uk.nhs.rtec.application.covid;

import java.time.Instant;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Where the verified COVID-19 medical exemptions of patients are known. */
public interface CovidExemptionSource {

    /** Every verified exemption of the patient with this number that is current at this moment, in the order of their ids. */
    CovidFindings currentOf(NhsNumber number, Instant moment);
}
