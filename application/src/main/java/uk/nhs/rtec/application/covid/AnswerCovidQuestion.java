package uk.nhs.rtec.application.covid;

import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Tells an enrolled app of a patient's COVID-19 medical exemptions. */
public interface AnswerCovidQuestion {

    /**
     * What is current and verified for this number, if the one who asks may be told; a patient who asks about another is put on record
     * first.
     *
     * @throws CovidRecordsUnavailable when the records cannot be read, or the attempt cannot be put on record
     */
    CovidAnswer answer(Asking asking, NhsNumber number);
}
