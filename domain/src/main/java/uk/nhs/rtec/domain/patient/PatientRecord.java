package uk.nhs.rtec.domain.patient;

import java.util.Optional;
import java.util.Set;

/**
 * Who the national demographics say a patient is; what a record lacks is empty, and then cannot be verified.
 *
 * @param nhsNumber the surviving number, which differs from the one asked for when that was superseded
 */
public record PatientRecord(
        NhsNumber nhsNumber,
        Optional<DateOfBirth> dateOfBirth,
        Optional<Postcode> postcode,
        Optional<Surname> surname,
        Optional<Forename> forename,
        Set<Mark> marks) {

    /** What a record is marked with besides its details. */
    public enum Mark {
        /** The person has died, formally or informally notified. */
        DECEASED,
        /** The record carries any confidentiality code but {@code U}: nothing about it may be given away. */
        RESTRICTED
    }

    public PatientRecord {
        marks = Set.copyOf(marks);
    }

    @Override
    public String toString() {
        return "PatientRecord[…]";
    }
}
