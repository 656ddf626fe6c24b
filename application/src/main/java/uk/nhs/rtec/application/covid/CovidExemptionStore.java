package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;

/** The service's own store of COVID-19 medical exemptions; nothing that was captured in it ever changes. */
public interface CovidExemptionStore {

    /**
     * Takes records in, each pending; what differs from the record that is held under its id is left out. Several nodes may take in
     * the same ones at once.
     *
     * @return what became of each, in their order
     * @throws CovidRecordsUnavailable when the store cannot say: then none of this list is in it
     */
    List<Taken> add(List<CovidExemption> exemptions);

    /**
     * The record with this id.
     *
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    Optional<HeldExemption> find(CovidRecordId id);

    /**
     * The records that are pending, in the order of their ids.
     *
     * @param after those whose ids come after this one
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    List<HeldExemption> pending(Optional<CovidRecordId> after, int most);

    /**
     * The records that wait for an officer, in the order of their ids.
     *
     * @param after those whose ids come after this one
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    List<HeldExemption> unverified(Optional<CovidRecordId> after, int most);

    /**
     * Keeps a change of a record's standing.
     *
     * @return false when somebody else has changed the record in the meantime, and so nothing was kept
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    boolean keep(CovidChange change);

    /** What became of a record. */
    enum Taken {
        /** It is held now and was not before. */
        ADDED,
        /** It was held already, the same in every detail. */
        UNCHANGED,
        /** Another record is held under its id. */
        OTHER_RECORD
    }
}
