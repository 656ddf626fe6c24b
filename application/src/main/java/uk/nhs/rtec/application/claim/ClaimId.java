package uk.nhs.rtec.application.claim;

import java.util.UUID;

/** The name of one claim in the store; it tells nothing about what is claimed. */
public record ClaimId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
