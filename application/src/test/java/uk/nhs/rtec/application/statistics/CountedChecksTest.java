package uk.nhs.rtec.application.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.statistics.CheckCountsContract.found;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.requester.OdsCode;

final class CountedChecksTest {

    private static final Optional<OdsCode> EVERYBODY = Optional.empty();

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();
    private final CountedChecks statistics = new CountedChecks(new MemoryCheckCounts(ledger));

    @Test
    void hoursAreThoseInEnglandAlsoTheOneThatComesTwice() {
        record(1, check().askedAt(Instant.parse("2026-10-25T00:30:00Z")));
        record(2, check().askedAt(Instant.parse("2026-10-25T01:30:00Z")));
        record(1, check().askedAt(Instant.parse("2026-10-25T02:30:00Z")));

        assertThat(told(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 25), Grouping.HOUR, EVERYBODY))
                .containsExactly("2026-10-25T01:00:00+01:00 1", "2026-10-25T01:00:00Z 2", "2026-10-25T02:00:00Z 1");
    }

    @Test
    void daysAndMonthsAreThoseInEngland() {
        record(1, check().askedAt(Instant.parse("2026-05-31T22:30:00Z")));
        record(2, check().askedAt(Instant.parse("2026-05-31T23:30:00Z")));

        assertThat(told(TODAY.minusDays(1), TODAY, Grouping.DAY, EVERYBODY))
                .containsExactly("2026-05-31 1", "2026-06-01 2");
        assertThat(told(TODAY, TODAY, Grouping.DAY, EVERYBODY)).containsExactly("2026-06-01 2");
        assertThat(told(TODAY.minusDays(1), TODAY, Grouping.MONTH, EVERYBODY))
                .containsExactly("2026-05 1", "2026-06 2");
    }

    @Test
    void ofOnePharmacyThereIsOneRow() {
        record(2, check());
        record(3, check().by(OTHER_PHARMACY));

        assertThat(told(TODAY, TODAY, Grouping.PHARMACY, EVERYBODY)).containsExactly("FA565 2", "FX123 3");
        assertThat(told(TODAY, TODAY, Grouping.PHARMACY, Optional.of(PHARMACY.organisation())))
                .containsExactly("FA565 2");
        assertThat(told(TODAY, TODAY, Grouping.PHARMACY, Optional.of(new OdsCode("NONE"))))
                .isEmpty();
    }

    @Test
    void everyCategoryHasARowAndFewPeopleAreNotTold() {
        record(3, check());
        record(7, check().ending(found(ChargeExemption.MEDICAL)));
        record(9, check().ending(found(ChargeExemption.AGE)));

        assertThat(told(TODAY, TODAY, Grouping.CATEGORY, EVERYBODY))
                .containsExactly(
                        "0002 9", "0005 -", "0006 -", "0007 0", "0009 0", "0011 0", "0012 0", "0013 0", "0014 0",
                        "0016 0");
    }

    @Test
    void categoriesAreThoseOfWholeMonths() {
        record(6, check().askedAt(Instant.parse("2026-06-30T12:00:00Z")));

        Statistics read = statistics.read(new StatisticsQuery(TODAY, TODAY, Grouping.CATEGORY, EVERYBODY));

        assertThat(read.from()).isEqualTo("2026-06-01");
        assertThat(read.to()).isEqualTo("2026-06-30");
        assertThat(told(TODAY, TODAY, Grouping.CATEGORY, EVERYBODY)).contains("0005 6");
    }

    @Test
    void whatIsHiddenInOneMonthIsHiddenInTwo() {
        record(3, check());
        record(9, check().ending(found(ChargeExemption.AGE)));
        record(20, check().askedAt(NOON.minusSeconds(7 * 86_400)));
        record(20, check().askedAt(NOON.minusSeconds(7 * 86_400)).ending(found(ChargeExemption.AGE)));

        assertThat(told(TODAY.minusDays(7), TODAY.minusDays(7), Grouping.CATEGORY, EVERYBODY))
                .contains("0002 20", "0005 20");
        assertThat(told(TODAY.minusDays(7), TODAY, Grouping.CATEGORY, EVERYBODY))
                .contains("0002 -", "0005 -");
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 1.0000", "0, 5, 0.0000", "2, 1, 0.6667", "1, 2, 0.3333", "0, 0, "})
    void theHitRateIsOfThoseThatTheRegisterAnsweredFor(long found, long notFound, BigDecimal rate) {
        assertThat(new Tally(found, notFound, 7, 7).hitRate()).isEqualTo(Optional.ofNullable(rate));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01, 2026-05-31, DAY",
        "2026-06-01, 2026-07-02, HOUR",
    })
    void nobodyCountsWhatIsOfNoUse(LocalDate from, LocalDate to, Grouping by) {
        assertThatThrownBy(() -> new StatisticsQuery(from, to, by, EVERYBODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itSaysHowFarItIs() {
        Statistics read = statistics.read(new StatisticsQuery(TODAY, TODAY, Grouping.DAY, EVERYBODY));

        assertThat(read.upTo()).contains(NOON);
        assertThat(read.notCounted()).isEmpty();
    }

    private List<String> told(LocalDate from, LocalDate to, Grouping by, Optional<OdsCode> organisation) {
        return statistics.read(new StatisticsQuery(from, to, by, organisation)).rows().stream()
                .map(CountedChecksTest::text)
                .toList();
    }

    private static String text(Statistics.Row row) {
        return row instanceof Statistics.OfCategory category
                ? category.category().code() + " "
                        + (category.confirmations().isPresent()
                                ? category.confirmations().getAsLong()
                                : "-")
                : ((Statistics.Counted) row).key() + " "
                        + ((Statistics.Counted) row).tally().checks();
    }

    private void record(int times, ExampleCheck check) {
        IntStream.range(0, times)
                .forEach(i -> ledger.append(check.withId(UUID.randomUUID()).concluded()));
    }
}
