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
 * @param spineAccess of the application
 */
public record AccessToken(
        String application,
        AccessMode mode,
        Set<String> scopes,
        Optional<String> nhsNumber,
        Optional<String> vectorOfTrust,
        List<String> roles,
        SpineAccess spineAccess,
        Instant expiresAt) {

    static AccessToken ofApplication(Application application, Set<String> scopes, Instant expiresAt) {
        return new AccessToken(
                application.name(),
                AccessMode.APPLICATION,
                scopes,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                application.spineAccess(),
                expiresAt);
    }

    static AccessToken ofPerson(Application application, SubjectToken person, Set<String> scopes, Instant expiresAt) {
        return new AccessToken(
                application.name(),
                person.mode(),
                scopes,
                person.nhsNumber(),
                person.vectorOfTrust(),
                person.roles(),
                application.spineAccess(),
                expiresAt);
    }

    AccessToken expiringAt(Instant moment) {
        return new AccessToken(application, mode, scopes, nhsNumber, vectorOfTrust, roles, spineAccess, moment);
    }

    /** Whether any scope has this part in it, such as {@code :personal-demographics-service}. */
    public boolean hasScope(String part) {
        return scopes.stream().anyMatch(scope -> scope.contains(part));
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
