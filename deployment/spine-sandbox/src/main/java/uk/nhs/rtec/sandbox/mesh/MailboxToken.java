package uk.nhs.rtec.sandbox.mesh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the Authorization header of a call to MESH says (MESH API, MESH Authorization header). */
record MailboxToken(String mailbox, String nonce, String nonceCount, String timestamp, String hash) {
    private static final Pattern FORM =
            Pattern.compile("NHSMESH ([^: ]+):([^: ]+):([0-9]{1,9}):([0-9]{12}):([0-9a-fA-F]{64})");
    private static final Duration SKEW = Duration.ofHours(2);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String ALGORITHM = "HmacSHA256";

    static Optional<MailboxToken> read(String header) {
        Matcher form = FORM.matcher(header.strip());
        return form.matches()
                ? Optional.of(
                        new MailboxToken(form.group(1), form.group(2), form.group(3), form.group(4), form.group(5)))
                : Optional.empty();
    }

    /** Whether it was made within two hours of now; MESH does not say in which zone, so it is read as UTC, and British time fits in. */
    boolean isOfNow(Instant now) {
        try {
            Instant made = LocalDateTime.parse(timestamp, MINUTE).toInstant(ZoneOffset.UTC);
            return Duration.between(made, now).abs().compareTo(SKEW) <= 0;
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    boolean isMadeWith(String password, String sharedKey) {
        String message = String.join(":", mailbox, nonce, nonceCount, password, timestamp);
        return MessageDigest.isEqual(
                hmac(sharedKey, message).getBytes(StandardCharsets.US_ASCII),
                hash.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hmac(String key, String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK has no " + ALGORITHM, missing);
        }
    }

    @Override
    public String toString() {
        return "MailboxToken[" + mailbox + "]";
    }
}
