package uk.nhs.rtec.spine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, PT0S",
        "5, PT5S",
        "' 120 ', PT2M",
        "'Sun, 22 Nov 2026 09:00:07 GMT', PT7S",
        "'Sun, 22 Nov 2026 09:00:00 GMT', PT0S",
        "'Sun, 22 Nov 2026 08:00:00 GMT', PT0S" // past
    })
    void itIsSecondsOrADate(String header, Duration wait) {
        assertThat(new RetryAfter(header).from(NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1", "1.5", "9999999999", "2026-11-22T09:00:07Z", "Sunday, 22-Nov-26 09:00:07 GMT"})
    void anythingElseSaysNothing(String header) {
        assertThat(new RetryAfter(header).from(NOW)).isEqualTo(Optional.empty());
    }
}
