package uk.nhs.rtec.application.covid;

import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.requester.Officer;

/** Lets an officer decide what the national demographics could not, and take records back. */
public interface DecideOnCovidExemption {

    /**
     * Keeps the decision, with who made it and when.
     *
     * @throws CovidRecordsUnavailable when it may not be kept
     */
    Outcome decide(Officer officer, CovidRecordId record, Decision decision);

    /** What an officer can say of a record. */
    enum Decision {
        /** The number is this person's. */
        CONFIRMED,
        /** The number is not this person's, or nobody can say. */
        REJECTED,
        /** The record is taken back: it should never have been recorded. */
        ADDED_IN_ERROR,
        /** The record is taken back: the patient no longer needs it. */
        NO_LONGER_REQUIRED
    }

    /** What became of a decision. */
    enum Outcome {
        DECIDED,
        /** No record has this id. */
        UNKNOWN,
        /** The record does not stand where this can be decided about it, or somebody else has just decided. */
        NOT_OPEN
    }
}
