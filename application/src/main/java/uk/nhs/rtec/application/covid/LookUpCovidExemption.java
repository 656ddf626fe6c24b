package uk.nhs.rtec.application.covid;

import java.util.Optional;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;

/** Shows officers one record, and how it stands. */
public interface LookUpCovidExemption {

    /**
     * The record with this id.
     *
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    Optional<HeldExemption> find(CovidRecordId id);
}
