package uk.nhs.rtec.domain.covid;

import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** A decision on a COVID-19 medical exemption, with the patient as captured when it was made; nothing in it ever changes. */
public record CovidExemption(
        CovidRecordId id,
        NhsNumber nhsNumber,
        FullName name,
        DateOfBirth birthDate,
        CovidStatus status,
        ExemptionPeriod period) {

    @Override
    public String toString() {
        return "CovidExemption[…]";
    }
}
