package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.MemoryAccessRecords;
import uk.nhs.rtec.domain.requester.Officer;

final class CovidAttemptReadingTest {

    private static final Officer OFFICER = CovidExemptionStoreContract.OFFICER;
    private static final InstantSource CLOCK = InstantSource.fixed(NOON.plusNanos(7));

    private final MemoryCovidAttempts attempts = new MemoryCovidAttempts();
    private final MemoryAccessRecords accesses = new MemoryAccessRecords();

    @Test
    void whoLooksIsOnRecordWithTheReasonAndTheNamesOfTheConditions() {
        attempts.add(CovidAttemptsContract.ATTEMPT);
        AttemptQuery query = new AttemptQuery(
                Optional.of(CovidAttemptsContract.APP),
                Optional.of(ExampleCovid.IMOGEN),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(1)),
                50,
                Optional.empty());

        AttemptPage page = new CovidAttemptReading(attempts, accesses, CLOCK).search(OFFICER, "complaint 12", query);

        assertThat(page.attempts()).containsExactly(CovidAttemptsContract.ATTEMPT);
        assertThat(accesses.all())
                .containsExactly(AccessToHistory.attempt(AccessKind.COVID_ATTEMPT_SEARCH, OFFICER, NOON)
                        .because("complaint 12")
                        .by(Set.of("app", "nhsNumber", "from", "to"))
                        .ended(AccessOutcome.SUCCEEDED));
    }

    @Test
    void whoCannotBePutOnRecordIsShownNothing() {
        CovidAttemptReading reading = new CovidAttemptReading(
                query -> new AttemptPage(List.of(CovidAttemptsContract.ATTEMPT), Optional.empty()),
                access -> {
                    throw new HistoryUnavailable("silent");
                },
                CLOCK);

        assertThatThrownBy(() -> reading.search(OFFICER, "complaint 12", CovidAttemptsContract.ALL))
                .isInstanceOf(HistoryUnavailable.class);
    }
}
