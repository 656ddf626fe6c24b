package uk.nhs.rtec.persistence.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/**
 * The keys of one month's checks: without them nobody can read, or look for, the patients of that month.
 *
 * @param data seals what is known of a patient
 * @param search hashes what a patient is found by
 * @param mac under the search key; what hashes is a copy of it, which saves taking in the key each time
 */
record MonthKeys(YearMonth month, SecretKey data, SecretKey search, Mac mac) {

    static final String SEALING = "AES";
    static final String SEARCHING = "HmacSHA256";

    /** How long a nonce is, which whoever seals must never use twice. */
    static final int NONCE = 12;

    /** How much is kept of a search hash: two people in a month will not share one. */
    private static final int SEARCH_HASH = 16;

    private static final byte VERSION = 1;
    private static final int TAG_BITS = 128;
    private static final byte NUMBER = 1;
    private static final byte PERSON = 2;
    private static final byte POSTCODE = 3;

    static MonthKeys of(YearMonth month, SecretKey data, SecretKey search) {
        try {
            Mac mac = Mac.getInstance(SEARCHING);
            mac.init(search);
            return new MonthKeys(month, data, search, mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /** The version, the nonce, and AES-GCM of the content; bound to the check and its month. */
    byte[] seal(UUID check, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, check, nonce);
            byte[] sealed = new byte[1 + NONCE + cipher.getOutputSize(content.length)];
            sealed[0] = VERSION;
            System.arraycopy(nonce, 0, sealed, 1, NONCE);
            cipher.doFinal(content, 0, content.length, sealed, 1 + NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a check cannot be sealed", e);
        }
    }

    /**
     * The content that was sealed.
     *
     * @throws IllegalStateException when it was sealed for another check or month, under another key, or changed since
     */
    byte[] open(UUID check, byte[] sealed) {
        if (sealed.length < 1 + NONCE || sealed[0] != VERSION) {
            throw new IllegalStateException("sealed in a way that this version does not know");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, check, Arrays.copyOfRange(sealed, 1, 1 + NONCE))
                    .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed of a check is not what was sealed", e);
        }
    }

    /** By what a check is found for an NHS number. */
    byte[] hash(NhsNumber number) {
        return hash(NUMBER, number.inTheClear());
    }

    /** By what a check is found for a surname, however it is spelled, with a date of birth. */
    byte[] hash(Surname surname, DateOfBirth born) {
        return hash(PERSON, born.inTheClear() + surname.normalised());
    }

    /** By what a check is found for a postcode, however it is spelled. */
    byte[] hash(Postcode postcode) {
        return hash(POSTCODE, postcode.normalised());
    }

    private byte[] hash(byte kind, String text) {
        try {
            Mac hashing = (Mac) mac.clone();
            hashing.update(kind);
            return Arrays.copyOf(hashing.doFinal(text.getBytes(StandardCharsets.UTF_8)), SEARCH_HASH);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("nothing can be hashed", e);
        }
    }

    private Cipher cipher(int mode, UUID check, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, data, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(check.getMostSignificantBits())
                .putLong(check.getLeastSignificantBits())
                .array());
        cipher.updateAAD(month.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    @Override
    public String toString() {
        return "MonthKeys[" + month + "]";
    }
}
