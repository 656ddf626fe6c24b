package uk.nhs.rtec.rest.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.domain.check.CheckId;

/** Where a page ended, as a text that means nothing to who carries it. */
public final class CursorText {

    private static final char SEPARATOR = '/';

    private CursorText() {}

    /** The text for a place. */
    public static String of(CheckCursor cursor) {
        String plain = cursor.askedAt().toString() + SEPARATOR + cursor.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** The place that the text states, or nothing when it states none. */
    public static Optional<CheckCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            int separator = plain.indexOf(SEPARATOR);
            if (separator < 0) {
                return Optional.empty();
            }
            Optional<Instant> askedAt = KeptMoment.of(Instant.parse(plain.substring(0, separator)));
            return CheckId.parse(plain.substring(separator + 1))
                    .flatMap(id -> askedAt.map(moment -> new CheckCursor(moment, id)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
