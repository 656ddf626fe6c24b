package uk.nhs.rtec.sandbox.oauth;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** The access tokens in circulation: opaque to whoever holds one. */
public final class AccessTokens {
    private static final int MOST = 50_000;
    private static final int LENGTH = 28;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Map<String, AccessToken> issued = BoundedMap.ofAtMost(MOST);
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

    /** Every token issued so far stops working. */
    public void revokeAll() {
        issued.clear();
    }
}
