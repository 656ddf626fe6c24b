package uk.nhs.rtec.domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnglishDayTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            2026-01-15, 2026-01-15T00:00:00Z, 2026-01-16T00:00:00Z, winter
            2026-06-01, 2026-05-31T23:00:00Z, 2026-06-01T23:00:00Z, summer begins a day in the month before
            2026-03-29, 2026-03-29T00:00:00Z, 2026-03-29T23:00:00Z, the clocks go forward
            2026-10-25, 2026-10-24T23:00:00Z, 2026-10-26T00:00:00Z, the clocks go back
            """)
    void aDayBeginsAndEndsAtMidnightInEngland(LocalDate day, Instant begin, Instant end, String remark) {
        assertThat(EnglishDay.begin(day)).as(remark).isEqualTo(begin);
        assertThat(EnglishDay.end(day)).as(remark).isEqualTo(end);
        assertThat(EnglishDay.lastSecond(day)).as(remark).isEqualTo(end.minusSeconds(1));
    }

    @Test
    void theFirstOfAMonthInSummerBeginsInTheMonthBefore() {
        assertThat(EnglishDay.months(LocalDate.of(2026, 6, 1)))
                .containsExactlyInAnyOrder(YearMonth.of(2026, 5), YearMonth.of(2026, 6));
        assertThat(EnglishDay.months(LocalDate.of(2026, 6, 30))).containsExactly(YearMonth.of(2026, 6));
        assertThat(EnglishDay.months(LocalDate.of(2026, 1, 1))).containsExactly(YearMonth.of(2026, 1));
    }
}
