package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;

/** What every source of checks for exports owes. */
public interface ExportedChecksContract {

    /** Fills the history; empty when a test begins. */
    CheckLedger ledger();

    /** The source under test. */
    ExportSource<CheckQuery, KeptCheck> exported();

    @Test
    default void onlyWhatWasAskedForBeforeTheMomentIsInIt() {
        RecordedCheck before = exportable(check().askedAt(NOON.minusNanos(1_000)));
        exportable(check().askedAt(NOON));
        assertThat(exported().extent(everyCheck().query(), NOON)).isEqualTo(new ExportExtent(1, false));
        assertThat(exported().page(everyCheck().query(), NOON, Optional.empty(), 10))
                .containsExactly(before);
    }

    @Test
    default void itIsTheSameHoweverItIsCutIntoPages() {
        List<RecordedCheck> checks = IntStream.range(0, 25)
                // Some at one moment, and some of a month that is over.
                .mapToObj(i -> exportable(check().askedAt(NOON.minus(Duration.ofDays(i / 4 * 10L)))))
                .toList();
        Instant upTo = NOON.plusSeconds(1);
        List<KeptCheck> whole = exported().page(everyCheck().query(), upTo, Optional.empty(), 100);
        assertThat(whole).containsExactlyInAnyOrderElementsOf(checks);
        for (int page : List.of(1, 2, 7, 25)) {
            List<KeptCheck> read = new ArrayList<>();
            List<KeptCheck> next = exported().page(everyCheck().query(), upTo, Optional.empty(), page);
            while (!next.isEmpty()) {
                read.addAll(next);
                next = exported().page(everyCheck().query(), upTo, Optional.of(next.get(next.size() - 1)), page);
            }
            assertThat(read).isEqualTo(whole);
        }
    }

    @Test
    default void theConditionsOfTheQueryHold() {
        RecordedCheck wanted = exportable(check());
        Instant upTo = NOON.plusSeconds(60);
        CheckQuery peter = everyCheck().of(PETER_PARKER.nhsNumber()).query();
        CheckQuery nobody = everyCheck().to(NOON.minusSeconds(1)).query();
        assertThat(exported().page(peter, upTo, Optional.empty(), 10)).containsExactly(wanted);
        assertThat(exported().extent(peter, upTo)).isEqualTo(new ExportExtent(1, false));
        assertThat(exported().page(nobody, upTo, Optional.empty(), 10)).isEmpty();
        assertThat(exported().extent(nobody, upTo)).isEqualTo(new ExportExtent(0, false));
    }

    private RecordedCheck exportable(ExampleCheck check) {
        return ledger().append(check.concluded());
    }
}
