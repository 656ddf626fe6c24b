package uk.nhs.rtec.application.check;

import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;

/** The national demographics: who has an NHS number. */
public interface PatientDemographics {

    /** Who has this number, following a superseded one to the surviving; never an exception for what a source can do wrong. */
    PatientTrace trace(NhsNumber number);
}
