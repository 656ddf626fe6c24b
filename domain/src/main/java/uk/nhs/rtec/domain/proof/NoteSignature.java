package uk.nhs.rtec.domain.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signature under a C2SP signed note, ours or a witness's.
 *
 * @param keyName the name under which the key is known
 * @param keyIdAndSignature four bytes that tell the key from others of the same name, then the signature
 */
public record NoteSignature(String keyName, Bytes keyIdAndSignature) {

    private static final Pattern LINE = Pattern.compile("— ([^\\s+\\p{Z}\\p{C}]+) ([A-Za-z0-9+/=]+)");
    private static final int LENGTH_OF_KEY_ID = 4;
    private static final byte[] ED25519_IN_C2SP = {'\n', 1};
    private static final String ED25519 = "Ed25519";
    /** Of the X.509 encoding of an Ed25519 key, the last 32 bytes of which are the key (RFC 8410). */
    private static final int LENGTH_OF_ENCODED_KEY = 44;

    static NoteSignature of(String text, String keyName, PrivateKey key, PublicKey itsPublicKey) {
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] all = Arrays.copyOf(keyId(keyName, itsPublicKey), LENGTH_OF_KEY_ID + signed.length);
            System.arraycopy(signed, 0, all, LENGTH_OF_KEY_ID, signed.length);
            return new NoteSignature(keyName, Bytes.of(all));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("an Ed25519 key is needed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with Ed25519", e);
        }
    }

    /** The signature that the line states, or nothing when it states none. */
    static Optional<NoteSignature> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? base64(matcher.group(2))
                        .filter(bytes -> bytes.length() > LENGTH_OF_KEY_ID)
                        .map(bytes -> new NoteSignature(matcher.group(1), bytes))
                : Optional.empty();
    }

    /** The line that states this signature. */
    String line() {
        return "— " + keyName + " " + Base64.getEncoder().encodeToString(keyIdAndSignature.toArray());
    }

    /** Whether the key made this signature, under that name, of that text. */
    boolean isBy(String name, PublicKey key, String text) {
        byte[] all = keyIdAndSignature.toArray();
        if (!keyName.equals(name) || !Arrays.equals(keyId(name, key), Arrays.copyOf(all, LENGTH_OF_KEY_ID))) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(all, LENGTH_OF_KEY_ID, all.length - LENGTH_OF_KEY_ID);
        } catch (SignatureException e) {
            return false; // its bytes are no signature at all
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("an Ed25519 key is needed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java verifies Ed25519", e);
        }
    }

    /** The one value that the text is the Base64 of, so that no two texts are one note. */
    static Optional<Bytes> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text)
                    ? Optional.of(Bytes.of(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] keyId(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != LENGTH_OF_ENCODED_KEY) {
            throw new IllegalArgumentException("an Ed25519 key is needed");
        }
        byte[] raw = Arrays.copyOfRange(encoded, LENGTH_OF_ENCODED_KEY - 32, LENGTH_OF_ENCODED_KEY);
        Hash hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8), ED25519_IN_C2SP, raw);
        return Arrays.copyOf(hash.bytes().toArray(), LENGTH_OF_KEY_ID);
    }
}
