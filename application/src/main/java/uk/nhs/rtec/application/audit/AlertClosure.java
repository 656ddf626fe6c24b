package uk.nhs.rtec.application.audit;

import java.time.Instant;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Somebody looked at an alert and said what came of it.
 *
 * @param note in their own words, 1 to 400 characters
 */
public record AlertClosure(AccessId alert, AlertFinding finding, String note, Officer officer, Instant at) {

    /** The longest note that is kept, in characters. */
    public static final int LONGEST_NOTE = 400;

    public AlertClosure {
        if (note.isBlank() || note.codePointCount(0, note.length()) > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note has 1 to " + LONGEST_NOTE + " characters");
        }
    }

    /** Without the note: what people write there may name a patient. */
    @Override
    public String toString() {
        return "AlertClosure[" + alert + ", " + finding + ", " + officer + ", " + at + "]";
    }
}
