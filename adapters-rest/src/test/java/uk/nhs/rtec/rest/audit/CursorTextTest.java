package uk.nhs.rtec.rest.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.domain.check.CheckId;

class CursorTextTest {

    private static final String ID = "0192b1a0-7c11-7000-8000-000000000001";

    @Property
    void whatIsWrittenIsReadAgain(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds,
            @ForAll @LongRange(min = 0, max = 999_999) long micros,
            @ForAll long high,
            @ForAll long low) {
        CheckCursor cursor =
                new CheckCursor(Instant.ofEpochSecond(seconds, micros * 1_000), new CheckId(new UUID(high, low)));

        assertThat(CursorText.parse(CursorText.of(cursor))).contains(cursor);
        assertThat(CursorText.of(cursor)).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(CursorText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "2026-03-01T09:00:00Z",
                "2026-03-01T09:00:00Z/",
                "2026-03-01T09:00:00Z/1",
                "/" + ID,
                "2026-03-01/" + ID,
                "2026-03-01T09:00:00Z/" + ID + "/",
                "+1000000000-12-31T23:59:59.999999999Z/" + ID,
                "-1000000000-01-01T00:00:00Z/" + ID,
                "+10000-01-01T00:00:00Z/" + ID,
                "0000-01-01T00:00:00Z/" + ID,
                "２０２６-03-01T09:00:00Z/" + ID
            })
    void whatNobodyGaveIsNoCursor(String plain) {
        assertThat(CursorText.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8))))
                .isEmpty();
    }
}
