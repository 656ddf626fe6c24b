package uk.nhs.rtec.spine.pds;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.StatedPatient;

/** A name for a stated patient that tells nothing about the patient: a hash under a key that nobody has and that ends with this run. */
record StatedPatientHash(SecretKeySpec key) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    static StatedPatientHash ofThisRun() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new StatedPatientHash(new SecretKeySpec(key, ALGORITHM));
    }

    /** Equal for equal details only: none of them can hold the character between them. */
    String of(StatedPatient stated) {
        Stream<String> details = Stream.of(
                stated.nhsNumber().inTheClear(),
                stated.dateOfBirth().inTheClear().toString(),
                stated.postcode().inTheClear(),
                stated.surname().inTheClear(),
                stated.forename().map(Forename::inTheClear).orElse(""));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            details.forEach(detail -> {
                mac.update(detail.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            });
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "StatedPatientHash[…]";
    }
}
