package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Set;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Somebody wants to take the result of a search out.
 *
 * @param reason why, in the requester's own words, 1 to 200 characters
 * @param conditions the names of the search's conditions, never their values
 * @param extent how many rows it has
 * @param upTo what came before this moment is in the export, and nothing else ever will be
 * @param expiresAt from this moment on it is neither decided on nor downloaded
 * @param needsApproval whether it takes a second person
 */
public record ExportRequest(
        ExportId id,
        ExportKind kind,
        Officer requester,
        String reason,
        Set<String> conditions,
        ExportExtent extent,
        Instant requestedAt,
        Instant upTo,
        Instant expiresAt,
        boolean needsApproval) {

    public ExportRequest {
        conditions = Set.copyOf(conditions);
    }

    /** Without the reason: what people write there may name a patient. */
    @Override
    public String toString() {
        return "ExportRequest[" + id + ", " + kind + ", " + requester + ", " + conditions + ", " + extent + ", "
                + requestedAt + ", " + upTo + ", " + expiresAt + ", " + needsApproval + "]";
    }
}
