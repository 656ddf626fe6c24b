package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Someone looked into the history of checks, or into what is kept beside it.
 *
 * @param kind what they did
 * @param reason why, in the auditor's own words, 1 to 200 characters; a look at one check needs none beside the search it came from
 * @param conditions by what a search was made: the names of the conditions, never their values
 * @param check the one check that was looked at
 * @param export the one export that was asked for, approved or fetched
 */
public record AccessToHistory(
        AccessKind kind,
        Officer auditor,
        Optional<String> reason,
        Set<String> conditions,
        Optional<CheckId> check,
        Optional<UUID> export,
        Instant at) {

    /** The longest reason that is kept, in characters. */
    public static final int LONGEST_REASON = 200;

    public AccessToHistory {
        if (reason.filter(text -> text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_REASON)
                .isPresent()) {
            throw new IllegalArgumentException("a reason has 1 to " + LONGEST_REASON + " characters");
        }
        conditions = Set.copyOf(conditions);
    }

    /** Without the reason: what people write there may name a patient. */
    @Override
    public String toString() {
        return "AccessToHistory[" + kind + ", " + auditor + ", " + conditions + ", " + check + ", " + export + ", " + at
                + "]";
    }
}
