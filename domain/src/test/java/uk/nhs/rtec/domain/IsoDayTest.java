package uk.nhs.rtec.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsoDayTest {

    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-02-28",
                "2025-02-29", // no leap year
                "2024-02-29",
                "1900-02-29", // a century
                "2000-02-29",
                "2025-04-31",
                "2025-00-10",
                "2025-13-10",
                "2025-10-00",
                "2025-10-32",
                "0000-01-01",
                "9999-12-31",
                "-999-01-01",
                "+999-01-01",
                "10000-01-1",
                "2025-1-001",
                "2025/01/01",
                "2025-01/01",
                "20250101--",
                "2025-01-0x",
                "2025-01- 1",
                "٢٠٢٥-٠١-٠١", // digits, but of another script
                "2025-01-01 ",
                " 2025-01-01",
            })
    void whatTheStrictFormatTakesIsADayAndNothingElse(String text) {
        assertThat(IsoDay.parse(text)).isEqualTo(strictly(text));
    }

    @Test
    void everyDayOfFourYearsIsRead() {
        LocalDate first = LocalDate.of(2023, 1, 1);
        for (LocalDate day = first; day.isBefore(first.plusYears(4)); day = day.plusDays(1)) {
            assertThat(IsoDay.parse(day.toString())).contains(day);
        }
    }

    private static Optional<LocalDate> strictly(String text) {
        try {
            return Optional.of(LocalDate.parse(text, STRICT)).filter(day -> text.length() == 10);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
