package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to take the result of a search out, and what became of it.
 *
 * @param decision of a second person, if it takes one
 */
public record Export(ExportRequest request, Optional<ExportDecision> decision) {

    /** How far it has come; a refusal outlives its time. */
    public ExportState state(Instant now) {
        if (decision.map(ExportDecision::ruling)
                .filter(ExportDecision.Ruling.REFUSED::equals)
                .isPresent()) {
            return ExportState.REFUSED;
        }
        if (!now.isBefore(request.expiresAt())) {
            return ExportState.EXPIRED;
        }
        return request.needsApproval() && decision.isEmpty() ? ExportState.AWAITING_APPROVAL : ExportState.READY;
    }
}
