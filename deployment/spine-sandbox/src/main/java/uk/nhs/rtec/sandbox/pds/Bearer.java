package uk.nhs.rtec.sandbox.pds;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.sandbox.oauth.AccessToken;
import uk.nhs.rtec.sandbox.oauth.AccessTokens;

/** What the Authorization header turned out to be. */
sealed interface Bearer {

    record Accepted(AccessToken token) implements Bearer {}

    record Refused(SpineOutcome outcome) implements Bearer {}

    static Bearer of(Optional<String> header, AccessTokens tokens, Instant now) {
        if (header.isEmpty()) {
            return refused("Missing Authorization header");
        }
        String[] words = header.get().strip().split("\\s+", -1);
        if (words[0].isEmpty()) {
            return refused("Empty Authorization header");
        }
        if (words.length == 1) {
            return refused("Missing access token");
        }
        if (!words[0].equals("Bearer")) {
            return refused("Invalid token type '" + words[0] + "', must be 'Bearer'");
        }
        Optional<AccessToken> token = tokens.find(words[1]);
        if (token.isEmpty() || words.length > 2) {
            return refused("Invalid Access Token");
        }
        return token.get().isExpired(now) ? refused("Access Token expired") : new Accepted(token.get());
    }

    private static Bearer refused(String reason) {
        return new Refused(SpineOutcome.unauthorised(reason));
    }
}
