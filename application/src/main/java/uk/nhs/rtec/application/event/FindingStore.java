package uk.nhs.rtec.application.event;

import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What the national demographics were found to say of those whom the register names by number; it is only ever added to. */
public interface FindingStore {

    /**
     * Everything that was found of this number.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    Findings of(NhsNumber registered);

    /**
     * Adds a finding, which is seen by the next check.
     *
     * @return false when somebody else has added one in the meantime in its place, and so it was not added
     * @throws EventsUnavailable when the store cannot say
     */
    boolean add(Finding finding);
}
