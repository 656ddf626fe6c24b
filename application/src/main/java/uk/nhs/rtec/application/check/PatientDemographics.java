package uk.nhs.rtec.application.check;

import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.StatedPatient;

/** The national demographics: who has an NHS number. */
public interface PatientDemographics {

    /** Who has this number, following a superseded one to the surviving; never an exception for what a source can do wrong. */
    PatientTrace trace(NhsNumber number);

    /**
     * The same for somebody who is stated to have the number. The answer may be one that was given for an earlier check, when it verified the
     * very same details; it then says when it was given.
     */
    default PatientTrace trace(StatedPatient stated) {
        return trace(stated.nhsNumber());
    }
}
