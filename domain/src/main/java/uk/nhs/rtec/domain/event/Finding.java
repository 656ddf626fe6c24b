package uk.nhs.rtec.domain.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

/**
 * What the national demographics were found to say of the holder of a number; it stands beside the certificates that bear the number, and
 * changes nothing in them.
 *
 * @param registered the number as the register has it
 * @param place its place among the findings of that number: 1 for the first
 * @param at to the microsecond, which is what every store keeps
 * @param said without the postcode of a restricted record, which is nobody's business
 * @param promptedBy the event that made us ask; empty when we asked of our own accord
 */
public record Finding(NhsNumber registered, int place, Instant at, PatientRecord said, Optional<EventId> promptedBy) {

    public Finding {
        if (place < 1) {
            throw new IllegalArgumentException("findings are counted from one on");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        said = sayable(said);
    }

    /** Whether the person is dead by this. */
    public boolean isOfDeath() {
        return said.marks().contains(Mark.DECEASED);
    }

    /** Whether nothing about the person may be given away. */
    public boolean isRestricted() {
        return said.marks().contains(Mark.RESTRICTED);
    }

    /** What of a record may stand in the register. */
    static PatientRecord sayable(PatientRecord record) {
        return record.marks().contains(Mark.RESTRICTED)
                ? new PatientRecord(
                        record.nhsNumber(),
                        record.dateOfBirth(),
                        Optional.empty(),
                        record.surname(),
                        record.forename(),
                        record.marks())
                : record;
    }

    /** The marks of a record that is marked so. */
    public static Set<Mark> marks(boolean deceased, boolean restricted) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (deceased) {
            marks.add(Mark.DECEASED);
        }
        if (restricted) {
            marks.add(Mark.RESTRICTED);
        }
        return marks;
    }

    @Override
    public String toString() {
        return "Finding[…]";
    }
}
