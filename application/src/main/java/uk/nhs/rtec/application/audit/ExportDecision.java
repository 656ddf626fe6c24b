package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * What a second person said to an export.
 *
 * @param note in that person's own words, 1 to 200 characters
 */
public record ExportDecision(ExportId export, Ruling ruling, Officer approver, Optional<String> note, Instant at) {

    /** Yes or no. */
    public enum Ruling {
        APPROVED,
        REFUSED
    }

    /** Without the note: what people write there may name a patient. */
    @Override
    public String toString() {
        return "ExportDecision[" + export + ", " + ruling + ", " + approver + ", " + at + "]";
    }
}
