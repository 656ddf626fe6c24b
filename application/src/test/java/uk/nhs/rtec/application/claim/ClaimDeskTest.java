package uk.nhs.rtec.application.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.AUDITOR;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

final class ClaimDeskTest {

    private static final ClaimQuery QUERY = new ClaimQuery(
            Optional.of(new PrescriptionId("471BC8-P83027-34B75X")),
            Optional.of(new OdsCode("FA565")),
            Optional.of(Verdict.NO_CHECK),
            Optional.of(NOON),
            Optional.of(NOON),
            50,
            Optional.empty());
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    private final List<Object> done = new ArrayList<>();

    @Test
    void aSearchIsOnRecordWithTheNamesOfItsConditions() {
        desk(done::add).search(AUDITOR, QUERY);

        assertThat(done)
                .containsExactly(
                        QUERY,
                        access(AccessKind.CLAIM_SEARCH, Set.of("prescriptionId", "odsCode", "verdict", "from", "to")));
    }

    @Test
    void aSummaryIsOnRecord() {
        desk(done::add).summary(AUDITOR, DAY, DAY);

        assertThat(done)
                .containsExactly(
                        Instant.parse("2026-05-31T23:00:00Z"), access(AccessKind.CLAIM_SUMMARY, Set.of("from", "to")));
    }

    @Test
    void whoCannotBePutOnRecordIsShownNothing() {
        ClaimDesk desk = desk(access -> {
            throw new HistoryUnavailable("silent");
        });

        assertThatThrownBy(() -> desk.search(AUDITOR, QUERY)).isInstanceOf(HistoryUnavailable.class);
        assertThatThrownBy(() -> desk.summary(AUDITOR, DAY, DAY)).isInstanceOf(HistoryUnavailable.class);
    }

    private static AccessToHistory access(AccessKind kind, Set<String> conditions) {
        return AccessToHistory.attempt(kind, AUDITOR, NOON).by(conditions).ended(AccessOutcome.SUCCEEDED);
    }

    private ClaimDesk desk(AccessRecords accesses) {
        ClaimRecords records = new ClaimRecords() {
            @Override
            public ClaimPage find(ClaimQuery query) {
                done.add(query);
                return new ClaimPage(List.of(), Optional.empty());
            }

            @Override
            public List<ClaimSummary> summary(Instant from, Instant to) {
                done.add(from);
                return List.of();
            }
        };
        return new ClaimDesk(records, accesses, InstantSource.fixed(NOON.plusNanos(7)));
    }
}
