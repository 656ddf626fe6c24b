package uk.nhs.rtec.domain.proof;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 as it is used here: the first byte of everything that is hashed says what it is, so that nothing can pass for another. */
final class Sha256 {

    /** Before the layout of a check, a batch header, or any other leaf of a tree (RFC 6962). */
    static final byte LEAF = 0;
    /** Before the hashes of the two halves of a tree (RFC 6962). */
    static final byte NODE = 1;
    /** Before a field of a patient and its salt. */
    static final byte COMMITMENT = 2;
    /** Before the commitments to all fields of a patient. */
    static final byte PATIENT = 3;
    /** Before the layout of an access to the history. */
    static final byte ACCESS = 4;

    private static final String MAC = "HmacSHA256";

    /** Nothing hashed yet: its copies are, which saves looking for an implementation each time. */
    private static final MessageDigest NOTHING = nothing();

    private Sha256() {}

    /** The hash of all parts, one after the other. */
    static Hash of(byte[]... parts) {
        MessageDigest digest = copy();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Hash.of(digest.digest());
    }

    static Hash of(byte kind, byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = new byte[] {kind};
        System.arraycopy(parts, 0, all, 1, parts.length);
        return of(all);
    }

    /** The keyed hashes of RFC 2104 under one key. */
    static Keyed keyed(Bytes key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.toArray(), MAC));
            return message -> Bytes.of(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /** Hashes one message after the other, for one thread: the key is taken in once, which costs more than a short message. */
    interface Keyed {
        Bytes of(byte... message);
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) NOTHING.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a SHA-256 that cannot be copied", e);
        }
    }

    private static MessageDigest nothing() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
