package uk.nhs.rtec.spine.mesh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves to MESH that we know the mailbox's password and the shared key, without sending them (MESH API specification, Authorization). */
record MailboxAuthorisation(MeshSettings settings, InstantSource clock) {

    private static final String ALGORITHM = "HmacSHA256";

    /** MESH takes what is within two hours of its own time. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    /** A new one each time, under a nonce of its own: MESH takes each once. */
    String next() {
        return under(UUID.randomUUID().toString(), 0);
    }

    /**
     * The one under this nonce.
     *
     * @param count how often the nonce was used before
     */
    String under(String nonce, int count) {
        String minute = MINUTE.format(clock.instant());
        String before = settings.mailbox() + ":" + nonce + ":" + count + ":";
        return "NHSMESH " + before + minute + ":" + hash(before + settings.password() + ":" + minute);
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(settings.sharedKey().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
