package uk.nhs.rtec.rest.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who calls, as the API called knows them.
 *
 * @param <T> a requester or an officer
 * @param who what the token said, in the words of the domain
 * @param organisation the ODS code of the caller's organisation
 */
public record Caller<T>(T who, String organisation) implements Principal {

    /** Who calls, on a request that passed {@link AccessFeature}. */
    public static <T> T of(SecurityContext context, Class<T> type) {
        return type.cast(((Caller<?>) context.getUserPrincipal()).who());
    }

    @Override
    public String getName() {
        return organisation;
    }
}
