package uk.nhs.rtec.application.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.LinesTaken;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.domain.claim.Verdict;

final class TakeInClaimLinesTest {

    private static final String ARCHIVED =
            "is of a month whose checks are archived: nothing can be said of it until they are restored";

    private final MemoryClaims claims = new MemoryClaims(new MemoryCheckLedger());
    private final List<JobRefusal> refusals = new ArrayList<>();

    private final Stores stores = new Stores() {
        @Override
        public <S> S of(Class<S> port) {
            return port.cast(claims);
        }
    };

    @Test
    void goodLinesAreTakenInAndJudgedAndTheOthersRefused() {
        LinesTaken taken = takeIn(
                line(2, "471bc8-p83027-34b75x", "FML84", "9180", "2026-05-30T12:00:00Z", ""),
                line(3, "nonsense", "fml84", "1001", "yesterday", "123"),
                line(4, "04F4C2-A99968-7F717P", "FML84", "0001", "2026-05-30", ""));

        assertThat(taken).isEqualTo(new LinesTaken(3, 2, 0));
        assertThat(refusals)
                .extracting(refusal -> refusal.line() + " " + refusal.column())
                .containsExactly(
                        "3 prescription_id", "3 ods_code", "3 charge_exemption", "3 claimed_at", "3 nhs_number");
        assertThat(verdicts()).containsExactly(Verdict.PAID, Verdict.NO_CHECK);
    }

    @Test
    void whatSaysOfItselfThatItIsNoClaimIsRefusedForThatToo() {
        JobRefusal withdrawn = new JobRefusal(1, "status", "is not active");
        ClaimLine line = line(1, "471BC8-P83027-34B75X", "FML84", "9180", "2026-05-30T12:00:00Z", "");

        assertThat(takeIn(new ClaimLine(1, line.texts(), List.of(withdrawn)))).isEqualTo(new LinesTaken(1, 0, 0));
        assertThat(takeIn(new ClaimLine(1, Map.of(), List.of(withdrawn)))).isEqualTo(new LinesTaken(1, 0, 0));

        assertThat(refusals).hasSize(6).startsWith(withdrawn, withdrawn);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void theSameLinesOnceMoreChangeNothing() {
        ClaimLine line = line(2, "471BC8-P83027-34B75X", "FML84", "9180", "2026-05-30T12:00:00Z", "");
        takeIn(line);

        assertThat(takeIn(line)).isEqualTo(new LinesTaken(1, 0, 1));
        assertThat(claims.find(everything()).claims().get(0).decisions()).hasSize(1);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(textBlock = """
            2026-05-31,                    2026-05-31T22:59:59Z, yesterday ends in England and not in UTC
            2026-01-15,                    2026-01-15T23:59:59Z, a day in winter
            2026-06-01T11:30:00+01:00,     2026-06-01T10:30:00Z, a moment of today
            2026-06-01T12:00:00+01:00,     2026-06-01T11:00:00Z, this second
            2026-05-30T12:00:00.987Z,      2026-05-30T12:00:00Z, to the second
            2009-01-01,                    2009-01-01T23:59:59Z, the first day there is
            """)
    void aClaimIsMadeAtAMomentOrOnADay(String text, String moment, String remark) {
        takeIn(line(2, "471BC8-P83027-34B75X", "FML84", "0001", text, ""));

        assertThat(refusals).as(remark).isEmpty();
        assertThat(claims.find(everything()).claims().get(0).claim().claimedAt())
                .as(remark)
                .hasToString(moment);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = """
            2008-12-31,                too long ago
            2026-02-30,                no day
            2026-05-30T24:00:00Z,      no time
            2026-05-30T12:00:00,       a time without its offset
            +999999999-12-31,          a day that no store can keep
            """)
    void whatIsNoTimeOfAClaimIsRefused(String text, String remark) {
        takeIn(line(2, "471BC8-P83027-34B75X", "FML84", "0001", text, ""));

        assertThat(refusals).as(remark).extracting(JobRefusal::column).containsExactly("claimed_at");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = """
            2026-06-01,                today as a day
            2026-06-02,                tomorrow
            2026-06-01T12:00:01+01:00, the next second
            2026-06-02T00:00:00+01:00, tomorrow as it begins
            """)
    void whatIsNotOverYetIsRefusedAndToldWhy(String text, String remark) {
        takeIn(line(2, "471BC8-P83027-34B75X", "FML84", "0001", text, ""));

        assertThat(refusals)
                .as(remark)
                .containsExactly(new JobRefusal(
                        2,
                        "claimed_at",
                        "is not over yet: a claim of today must state the time, and no time may lie ahead"));
    }

    @Test
    void aClaimOfAMonthThatIsArchivedIsRefusedUntilItIsBack() {
        ClaimLine line = line(2, "471BC8-P83027-34B75X", "FML84", "9180", "2026-05-30T12:00:00Z", "");
        ClaimLine atNight = line(3, "04F4C2-A99968-7F717P", "FML84", "9180", "2026-05-01", "");
        claims.archive(YearMonth.of(2026, 5));

        assertThat(takeIn(line, atNight)).isEqualTo(new LinesTaken(2, 0, 0));
        assertThat(refusals)
                .containsExactly(new JobRefusal(2, "claimed_at", ARCHIVED), new JobRefusal(3, "claimed_at", ARCHIVED));

        claims.restore(YearMonth.of(2026, 5));
        claims.archive(YearMonth.of(2026, 4));
        refusals.clear();
        assertThat(takeIn(line, atNight)).isEqualTo(new LinesTaken(2, 1, 0));
        assertThat(refusals)
                .as("the first of May begins in April, in UTC")
                .containsExactly(new JobRefusal(3, "claimed_at", ARCHIVED));
        assertThat(verdicts()).containsExactly(Verdict.NO_CHECK);
    }

    @Test
    void noRefusalSaysWhatStandsInTheLine() {
        takeIn(line(2, "9434765919", "9434765919x", "9434765919", "9434765919", "9434765910"));

        assertThat(refusals).hasSize(5).noneMatch(refusal -> refusal.reason().contains("943476"));
        assertThat(line(2, "9434765919", "", "", "", "9434765919").toString()).doesNotContain("943476");
    }

    private LinesTaken takeIn(ClaimLine... lines) {
        return new TakeInClaimLines(InstantSource.fixed(NOON))
                .takeIn(REGISTER_OFFICER, List.of(lines), stores, refusals::add);
    }

    private List<Verdict> verdicts() {
        return claims.find(everything()).claims().stream()
                .map(JudgedClaim::verdict)
                .toList();
    }

    private static ClaimQuery everything() {
        return new ClaimQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                500,
                Optional.empty());
    }

    private static ClaimLine line(int number, String... texts) {
        Map<ClaimColumn, String> columns = new EnumMap<>(ClaimColumn.class);
        Iterator<String> text = List.of(texts).iterator();
        for (ClaimColumn column : ClaimColumn.values()) {
            columns.put(column, text.next());
        }
        return new ClaimLine(number, columns);
    }
}
