package uk.nhs.rtec.spine.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When an upstream wants to be called again.
 *
 * @param header as it came: seconds, or a date in the form of HTTP
 */
public record RetryAfter(String header) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** How long to wait from now on, never less than nothing; or nothing, when the header says neither. */
    public Optional<Duration> from(Instant now) {
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
