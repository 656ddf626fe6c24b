package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;

/** Shows officers the records whose NHS number could not be verified. */
public interface ReadCovidQueue {

    /**
     * A page of them, in the order of their ids.
     *
     * @param after those whose ids come after this one
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    List<HeldExemption> waiting(Optional<CovidRecordId> after);
}
