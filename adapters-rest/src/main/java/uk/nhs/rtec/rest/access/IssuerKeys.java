package uk.nhs.rtec.rest.access;

import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleGet;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
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
 *
 * <p>The library's own cache asks an issuer that does not answer once for every token with an unknown key, one token waiting for the
 * other; here one look serves all who wait for it, and a failed one holds for a while.
 */
final class IssuerKeys implements VerificationKeyResolver {

    private static final int CONNECT_MILLIS = 300;
    private static final int READ_MILLIS = 500;
    private static final int LARGEST_KEY_SET = 256 * 1024;

    /** For so long a key that the issuer has withdrawn may still serve. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** A new kid makes us look again, but not more often than this, however many unknown ones are sent. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** Without any key nobody can be let in, so the next try comes sooner. */
    private static final Duration LOOK_AGAIN_WITHOUT_KEYS = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());

    private final String url;
    private final SimpleGet get;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Look last = new Look(List.of(), Instant.MIN, false);

    IssuerKeys(URI jwksUrl, InstantSource clock) {
        this(jwksUrl, boundedGet(), clock);
    }

    IssuerKeys(URI jwksUrl, SimpleGet get, InstantSource clock) {
        this.url = jwksUrl.toString();
        this.get = get;
        this.clock = clock;
    }

    private static Get boundedGet() {
        Get get = new Get();
        get.setConnectTimeout(CONNECT_MILLIS);
        get.setReadTimeout(READ_MILLIS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(LARGEST_KEY_SET);
        return get;
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String kid = signature.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("the token names no key");
        }
        String algorithm = signature.getAlgorithmHeaderValue();
        Key known = find(known(), kid, algorithm);
        if (known != null) {
            return known;
        }
        Look again = lookedUpAgain();
        Key key = find(again, kid, algorithm);
        if (key != null) {
            return key;
        }
        if (!again.reached()) {
            throw new KeysUnreachable();
        }
        throw new UnresolvableKeyException("the issuer has no such key for this algorithm");
    }

    private static @Nullable Key find(Look look, String kid, String algorithm) {
        return look.keys().stream()
                .filter(key -> kid.equals(key.getKeyId()) && algorithm.equals(key.getAlgorithm()))
                .filter(PublicJsonWebKey.class::isInstance)
                .map(key -> ((PublicJsonWebKey) key).getPublicKey())
                .findFirst()
                .orElse(null);
    }

    /** What is known already, if it is fresh enough; while one looks, the others go on with what there is. */
    private Look known() {
        Look known = last;
        Duration lasts = known.reached() ? FRESH : known.holdsFor();
        if (known.isYoungerThan(lasts, clock.instant())) {
            return known;
        }
        if (known.keys().isEmpty()) {
            looking.lock();
        } else if (!looking.tryLock()) {
            return known;
        }
        return lookedUnlessAnotherDid(known);
    }

    private Look lookedUpAgain() {
        Look known = last;
        if (known.isYoungerThan(known.holdsFor(), clock.instant())) {
            return known;
        }
        looking.lock();
        return lookedUnlessAnotherDid(known);
    }

    private Look lookedUnlessAnotherDid(Look known) {
        try {
            if (last.equals(known)) {
                last = look(known);
            }
            return last;
        } finally {
            looking.unlock();
        }
    }

    private Look look(Look before) {
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(get.get(url).getBody()).getJsonWebKeys();
            return new Look(List.copyOf(keys), clock.instant(), true);
        } catch (IOException | JoseException | RuntimeException e) {
            // The parser throws ClassCastException too, for members of the wrong type.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the issuer''s keys cannot be read: {0}; keys kept from before: {1}",
                    e.getClass().getName(),
                    before.keys().size());
            return new Look(before.keys(), clock.instant(), false);
        }
    }

    /**
     * One look at the issuer's keys.
     *
     * @param keys what was there, or what was there before when the issuer did not say
     */
    private record Look(List<JsonWebKey> keys, Instant at, boolean reached) {

        boolean isYoungerThan(Duration age, Instant now) {
            return at.isAfter(now.minus(age));
        }

        Duration holdsFor() {
            return !reached && keys.isEmpty() ? LOOK_AGAIN_WITHOUT_KEYS : LOOK_AGAIN;
        }
    }

    /** Nothing can be said of a token: the issuer's keys were never read, or a new one cannot be looked up. */
    static final class KeysUnreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KeysUnreachable() {
            super("the issuer's keys cannot be read");
        }
    }
}
