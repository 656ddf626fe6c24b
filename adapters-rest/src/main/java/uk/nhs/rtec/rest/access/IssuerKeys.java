package uk.nhs.rtec.rest.access;

import java.io.IOException;
import java.security.Key;
import java.util.List;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the issuer, by {@code kid}: a key serves one algorithm, and a key set once read is kept while the issuer cannot be
 * reached.
 */
final class IssuerKeys implements VerificationKeyResolver {

    private static final int CONNECT_MILLIS = 300;
    private static final int READ_MILLIS = 500;
    private static final int LARGEST_KEY_SET = 256 * 1024;
    private static final long KEPT_SECONDS = 3_600;
    private static final long KEPT_ON_ERROR_SECONDS = 24 * 3_600;

    /** A new kid makes us look again, but not more often than this, however many unknown ones are sent. */
    private static final long LOOK_AGAIN_MILLIS = 10_000;

    private final HttpsJwks keys;

    IssuerKeys(TokenSettings settings) {
        Get get = new Get();
        get.setConnectTimeout(CONNECT_MILLIS);
        get.setReadTimeout(READ_MILLIS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(LARGEST_KEY_SET);
        keys = new HttpsJwks(settings.jwksUrl().toString());
        keys.setSimpleHttpGet(get);
        keys.setDefaultCacheDuration(KEPT_SECONDS);
        keys.setRetainCacheOnErrorDuration(KEPT_ON_ERROR_SECONDS);
        keys.setRefreshReprieveThreshold(LOOK_AGAIN_MILLIS);
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String kid = signature.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("the token names no key");
        }
        String algorithm = signature.getAlgorithmHeaderValue();
        Key known = find(known(), kid, algorithm);
        Key key = known == null ? find(lookedUpAgain(), kid, algorithm) : known;
        if (key == null) {
            throw new UnresolvableKeyException("the issuer has no such key for this algorithm");
        }
        return key;
    }

    private static @Nullable Key find(List<JsonWebKey> set, String kid, String algorithm) {
        return set.stream()
                .filter(key -> kid.equals(key.getKeyId()) && algorithm.equals(key.getAlgorithm()))
                .filter(PublicJsonWebKey.class::isInstance)
                .map(key -> ((PublicJsonWebKey) key).getPublicKey())
                .findFirst()
                .orElse(null);
    }

    private List<JsonWebKey> known() {
        try {
            return keys.getJsonWebKeys();
        } catch (IOException | JoseException e) {
            throw new KeysUnreachable(e);
        }
    }

    private List<JsonWebKey> lookedUpAgain() {
        try {
            keys.refresh();
        } catch (IOException | JoseException e) {
            throw new KeysUnreachable(e);
        }
        return known();
    }

    /** Nothing can be said of any token: the issuer's keys were never read, or a new one cannot be looked up. */
    static final class KeysUnreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KeysUnreachable(Throwable cause) {
            super("the issuer's keys cannot be read", cause);
        }
    }
}
