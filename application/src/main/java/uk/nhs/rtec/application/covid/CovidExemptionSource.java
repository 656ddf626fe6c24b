package uk.nhs.rtec.application.covid;

import java.time.Instant;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Where the verified COVID-19 medical exemptions of patients are known. */
public interface CovidExemptionSource {

    /**
     * Every verified exemption of the patient with this number that is current at this moment, in the order of their ids.
     *
     * @param asking for whom it is asked, who has been found to be allowed to know; a source that has to show others on whose behalf it
     *     is asked shows them this
     */
    CovidFindings currentOf(NhsNumber number, Asking asking, Instant moment);
}
