package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.nhs.rtec.application.Examples.NOON;

import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.proof.Hash;

final class ReviewRulesTest {

    private static final WorkingHours HOURS = new WorkingHours(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), LocalTime.of(7, 0), LocalTime.of(20, 0));
    private static final Hash LAST = hash(0xffffffffL);

    @ParameterizedTest
    @CsvSource({
        "2026-02-03T07:00:00Z,        true,  a Tuesday in winter",
        "2026-02-03T06:59:59.999999Z, false, a moment before",
        "2026-02-03T19:59:59.999999Z, true,  the last moment",
        "2026-02-03T20:00:00Z,        false, the first after it",
        "2026-06-02T06:00:00Z,        true,  seven by the clock of summer",
        "2026-06-02T19:00:00Z,        false, eight by the clock of summer",
        "2026-02-07T12:00:00Z,        true,  a Saturday",
        "2026-02-08T12:00:00Z,        false, a Sunday",
    })
    void whatIsOutsideWorkingHoursIsLookedAt(Instant at, boolean within, String remark) {
        assertThat(new ReviewRules(0, HOURS)
                        .reasons(access(AccessKind.CHECK_VIEW, at), LAST)
                        .isEmpty())
                .as(remark)
                .isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "0,   0,          false, no sample at all",
        "5,   0,          true,  the lowest hash",
        "5,   214748364,  true,  the last of one in twenty",
        "5,   214748365,  false, the first of all others",
        "100, 4294967295, true,  all of them",
    })
    void aSampleIsTakenByTheHash(int percentage, long first, boolean sampled, String remark) {
        assertThat(new ReviewRules(percentage, HOURS)
                        .reasons(access(AccessKind.CHECK_VIEW, NOON), hash(first))
                        .contains(AlertReason.SAMPLE))
                .as(remark)
                .isEqualTo(sampled);
    }

    @Test
    void aSampleIsAboutAsLargeAsIsAskedFor() {
        ReviewRules rules = new ReviewRules(5, HOURS);
        AccessToHistory access = access(AccessKind.CHECK_VIEW, NOON);

        assertThat(IntStream.range(0, 20_000)
                        .filter(i -> !rules.reasons(
                                        access,
                                        Hash.sha256(
                                                ByteBuffer.allocate(4).putInt(i).array()))
                                .isEmpty())
                        .count())
                .isBetween(850L, 1_150L);
    }

    @Test
    void whatASecondPersonHadToAgreeToIsLookedAt() {
        assertThat(new ReviewRules(0, HOURS).reasons(access(AccessKind.EXPORT_APPROVAL, NOON), LAST))
                .containsExactly(AlertReason.EXPORT_OVER_LIMIT);
        assertThat(new ReviewRules(0, HOURS).reasons(access(AccessKind.EXPORT_DOWNLOAD, NOON), LAST))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = AccessOutcome.class, names = "SUCCEEDED", mode = EnumSource.Mode.EXCLUDE)
    void whatNobodyAgreedToLetsNothingOut(AccessOutcome outcome) {
        ReviewRules rules = new ReviewRules(0, HOURS);

        assertThat(rules.reasons(access(AccessKind.EXPORT_APPROVAL, NOON).ended(outcome), LAST))
                .isEmpty();
        assertThat(rules.reasons(access(AccessKind.EXPORT_REFUSAL, NOON), LAST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void aSampleIsPartOfTheWhole(int percentage) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReviewRules(percentage, HOURS));
    }

    @Test
    void hoursEndAfterTheyBegin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingHours(Set.of(), LocalTime.NOON, LocalTime.NOON));
    }

    private static AccessToHistory access(AccessKind kind, Instant at) {
        return AccessToHistory.attempt(kind, AccessRecordsContract.AUDITOR, at).ended(AccessOutcome.SUCCEEDED);
    }

    private static Hash hash(long first) {
        return Hash.of(ByteBuffer.allocate(Hash.LENGTH).putInt((int) first).array());
    }
}
