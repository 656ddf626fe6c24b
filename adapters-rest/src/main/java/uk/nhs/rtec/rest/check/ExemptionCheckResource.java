package uk.nhs.rtec.rest.check;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import uk.nhs.rtec.application.check.CheckExemption;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;

/** {@code POST /rtec-api-gateway/search}, under the versioned paths too that the published documentation names. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("{version:(v1\\.0\\.0/|1\\.0\\.0/)?}search")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class ExemptionCheckResource {

    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final CheckExemption checkExemption;
    private final CheckReplies replies;
    private final InstantSource clock;

    ExemptionCheckResource(CheckExemption checkExemption, CheckReplies replies, InstantSource clock) {
        this.checkExemption = checkExemption;
        this.replies = replies;
        this.clock = clock;
    }

    /** Whether an exemption is on record for the patient and the prescription in the body. */
    @POST
    @RolesAllowed("B0570")
    public Response search(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        byte[] bytes = BoundedBody.of(body, headers);
        String requestId = headers.getHeaderString("X-Request-ID");
        if (requestId != null && !REQUEST_ID.matcher(requestId).matches()) {
            return replies.invalidRequest();
        }
        Optional<String> correlationId = Optional.ofNullable(headers.getHeaderString("X-Correlation-ID"));
        if (correlationId
                .filter(id -> id.chars().anyMatch(Character::isISOControl))
                .isPresent()) {
            return replies.invalidRequest();
        }
        CheckIntake intake = CheckIntake.read(bytes, LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND));
        if (intake instanceof CheckIntake.Refused refused) {
            return refused.members().isEmpty() ? replies.invalidRequest() : replies.invalid(refused.members());
        }
        CheckIntake.Accepted accepted = (CheckIntake.Accepted) intake;
        return checkExemption
                .check(
                        Caller.of(security, Requester.class),
                        accepted.patient(),
                        accepted.prescription(),
                        new RequestReference(Optional.ofNullable(requestId).map(UUID::fromString), correlationId))
                .map(onRecord -> replies.recorded(onRecord.check()), reused -> replies.invalidRequest());
    }
}
