package uk.nhs.rtec.sandbox.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an issued access token stands for.
 *
 * @param nhsNumber of the patient who signed in
 * @param vectorOfTrust how that patient was identified ({@code vot})
 * @param roles of the member of staff who signed in
 */
public record AccessToken(
        String application,
        AccessMode mode,
        Set<String> scopes,
        Optional<String> nhsNumber,
        Optional<String> vectorOfTrust,
        List<String> roles,
        Instant expiresAt) {

    public static AccessToken ofApplication(String application, Set<String> scopes, Instant expiresAt) {
        return new AccessToken(
                application, AccessMode.APPLICATION, scopes, Optional.empty(), Optional.empty(), List.of(), expiresAt);
    }

    /** Whether any scope has this part in it, such as {@code :personal-demographics-service}. */
    public boolean hasScope(String part) {
        return scopes.stream().anyMatch(scope -> scope.contains(part));
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
