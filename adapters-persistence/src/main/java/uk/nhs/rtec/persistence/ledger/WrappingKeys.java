package uk.nhs.rtec.persistence.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys, kept outside the database, under which the keys of each month are wrapped (AES key wrap, RFC 3394). */
public final class WrappingKeys {

    private static final String WRAP = "AESWrap";
    private static final String DERIVE = "HmacSHA256";
    private static final int AES_256 = 32;

    private final KeyStore keys;
    private final char[] password;
    private final String current;

    private WrappingKeys(KeyStore keys, char[] password, String current) {
        this.keys = keys;
        this.password = password;
        this.current = current;
    }

    /**
     * The keys of a PKCS#12 file.
     *
     * @param current the alias of the AES-256 key that wraps new months; the others unwrap the months that they once wrapped
     * @throws IllegalStateException when the file cannot be read, or has no such key
     */
    public static WrappingKeys load(Path file, String password, String current) {
        try (InputStream stored = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, password.toCharArray());
            return of(keys, password, current);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the ledger's key store cannot be read: " + file, e);
        }
    }

    /**
     * The keys of an opened key store.
     *
     * @throws IllegalStateException when it has no such key
     */
    public static WrappingKeys of(KeyStore keys, String password, String current) {
        WrappingKeys wrapping = new WrappingKeys(keys, password.toCharArray(), current);
        if (wrapping.key(current).getEncoded().length != AES_256) {
            throw new IllegalStateException("the ledger's wrapping key is no AES-256 key: " + current);
        }
        return wrapping;
    }

    /** The alias of the key that wraps new months. */
    String current() {
        return current;
    }

    /**
     * Keys for another purpose, which whoever has the same key store has too: made of the current key, then of each other one, so that what
     * was signed before a new key came is still known.
     *
     * @param purpose a name that nothing else is made for
     */
    public List<SecretKey> derived(String purpose) {
        try {
            List<String> others = Collections.list(keys.aliases()).stream()
                    .filter(alias -> !alias.equals(current))
                    .sorted()
                    .toList();
            List<SecretKey> derived = new ArrayList<>(List.of(derived(key(current), purpose)));
            for (String alias : others) {
                if (keys.getKey(alias, password) instanceof SecretKey other) {
                    derived.add(derived(other, purpose));
                }
            }
            return derived;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key can be made of those in the ledger's key store", e);
        }
    }

    private static SecretKey derived(SecretKey key, String purpose) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(DERIVE);
        mac.init(key);
        return new SecretKeySpec(mac.doFinal(("rtec/" + purpose).getBytes(StandardCharsets.UTF_8)), DERIVE);
    }

    byte[] wrap(SecretKey key) {
        try {
            Cipher cipher = Cipher.getInstance(WRAP);
            cipher.init(Cipher.WRAP_MODE, key(current));
            return cipher.wrap(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of the ledger cannot be wrapped", e);
        }
    }

    /**
     * The key that was wrapped.
     *
     * @param alias the key that wrapped it
     * @throws IllegalStateException when that key is not here, or is another one now
     */
    SecretKey unwrap(byte[] wrapped, String alias, String algorithm) {
        try {
            Cipher cipher = Cipher.getInstance(WRAP);
            cipher.init(Cipher.UNWRAP_MODE, key(alias));
            return (SecretKey) cipher.unwrap(wrapped, algorithm, Cipher.SECRET_KEY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of the ledger cannot be unwrapped by " + alias, e);
        }
    }

    private SecretKey key(String alias) {
        try {
            Key key = keys.getKey(alias, password);
            if (key instanceof SecretKey secret) {
                return secret;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the ledger's key store does not give the key " + alias, e);
        }
        throw new IllegalStateException("the ledger's key store has no secret key " + alias);
    }
}
