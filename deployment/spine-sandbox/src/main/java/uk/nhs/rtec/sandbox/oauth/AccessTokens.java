package uk.nhs.rtec.sandbox.oauth;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.sandbox.bounded.BoundedMap;

/** The access tokens in circulation: opaque to whoever holds one. */
public final class AccessTokens {
    private static final int MOST = 50_000;
    private static final int LENGTH = 28;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Map<String, AccessToken> issued = BoundedMap.ofAtMost(MOST);
    private volatile Set<String> old = Set.of();
    private final SecureRandom random = new SecureRandom();

    public String issue(AccessToken token) {
        String opaque = opaque();
        issued.put(opaque, token);
        return opaque;
    }

    /** A random text that stands for nothing yet. */
    String opaque() {
        StringBuilder opaque = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            opaque.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return opaque.toString();
    }

    public Optional<AccessToken> find(String opaque) {
        return Optional.ofNullable(issued.get(opaque));
    }

    /** Those issued so far are the ones that can expire before their time. */
    public void age() {
        synchronized (issued) {
            old = Set.copyOf(issued.keySet());
        }
    }

    /** Ends the life of a token, if it is one of the old ones. */
    public void expire(String opaque, Instant now) {
        if (old.contains(opaque)) {
            issued.computeIfPresent(opaque, (same, token) -> token.expiringAt(now));
        }
    }

    /** Every token issued so far stops working. */
    public void revokeAll() {
        issued.clear();
    }
}
