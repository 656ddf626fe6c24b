package uk.nhs.rtec.domain.patient;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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

    /** Whether a detail is missing without which nobody can be verified. */
    public boolean lacksDetails() {
        return dateOfBirth.isEmpty() || surname.isEmpty() || postcode.isEmpty();
    }

    /** Whether a detail is another than the stated one. A forename is compared when both sides have one, by its first letter, as on certificates. */
    public boolean differsFrom(StatedPatient stated) {
        return differs(dateOfBirth, stated.dateOfBirth(), Function.identity())
                || differs(surname, stated.surname(), Surname::normalised)
                || differs(postcode, stated.postcode(), Postcode::normalised)
                || (stated.forename().isPresent()
                        && differs(forename, stated.forename().get(), Forename::initial));
    }

    /** Whether this record, unmarked, says of every stated detail that it is right. */
    public boolean verifies(StatedPatient stated) {
        return marks.isEmpty() && !lacksDetails() && !differsFrom(stated);
    }

    private static <T> boolean differs(Optional<T> recorded, T stated, Function<T, ?> form) {
        return recorded.isPresent() && !form.apply(recorded.get()).equals(form.apply(stated));
    }

    @Override
    public String toString() {
        return "PatientRecord[…]";
    }
}
