package uk.nhs.rtec.sandbox.tokens;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.sandbox.http.JsonText;

/** The keys the desk signs with, made anew at each start; the foreign one when somebody first asks for it, since each takes a while. */
public final class SigningKeys {
    private static final int BITS = 2048;
    private static final List<Named> PUBLISHED = List.of(Named.RS512, Named.RS256);

    private final Map<Named, Key> keys = new EnumMap<>(Named.class);

    /** Which key; the foreign one is in no published set. */
    enum Named {
        RS512,
        RS256,
        FOREIGN
    }

    /** A key and the id it is published under. */
    record Key(String id, KeyPair pair) {
        PrivateKey privateKey() {
            return pair.getPrivate();
        }
    }

    public SigningKeys() {
        // A new id at each start: whoever kept an old key set sees an unknown key, never a bad signature.
        String start = UUID.randomUUID().toString().substring(0, 8);
        keys.put(Named.RS512, new Key("sandbox-rs512-" + start, made()));
        keys.put(Named.RS256, new Key("sandbox-rs256-" + start, made()));
    }

    private static KeyPair made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK has no RSA", missing);
        }
    }

    synchronized Key key(Named name) {
        // The foreign one claims the id of the real one, so that only the signature is wrong.
        return keys.computeIfAbsent(name, foreign -> new Key(key(Named.RS512).id(), made()));
    }

    /** That of a published key. */
    public Optional<PublicKey> publicKey(String id) {
        return PUBLISHED.stream()
                .map(this::key)
                .filter(each -> each.id().equals(id))
                .map(each -> each.pair().getPublic())
                .findFirst();
    }

    /** The public halves, as a JSON Web Key Set. */
    public JsonObject published() {
        JsonArrayBuilder set = JsonText.array();
        for (Named name : PUBLISHED) {
            Key key = key(name);
            RSAPublicKey half = (RSAPublicKey) key.pair().getPublic();
            set.add(JsonText.object()
                    .add("kty", "RSA")
                    .add("kid", key.id())
                    .add("use", "sig")
                    .add("alg", name.name())
                    .add("n", encoded(half.getModulus()))
                    .add("e", encoded(half.getPublicExponent())));
        }
        return JsonText.object().add("keys", set).build();
    }

    private static String encoded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        // Java puts a zero byte before a number whose first bit is set; a JWK does not.
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
