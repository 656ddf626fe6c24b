package uk.nhs.rtec.application.audit;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.requester.Officer;

/** Puts on record what somebody tried and what came of it, and lets nobody be told before. */
public final class AccessWitness {

    private final AccessRecords records;
    private final InstantSource clock;

    public AccessWitness(AccessRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Somebody is about to do something now. */
    public AccessToHistory attempt(AccessKind kind, Officer officer) {
        return AccessToHistory.attempt(kind, officer, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * What was looked for, whatever it is.
     *
     * @throws HistoryUnavailable when it may not be on record
     */
    public <T> T look(AccessToHistory attempt, Supplier<T> look) {
        return look(attempt, look, seen -> AccessOutcome.SUCCEEDED);
    }

    /**
     * What was looked for, if it is there.
     *
     * @throws HistoryUnavailable when it may not be on record
     */
    public <T> Optional<T> find(AccessToHistory attempt, Supplier<Optional<T>> look) {
        return look(attempt, look, found -> found.isPresent() ? AccessOutcome.SUCCEEDED : AccessOutcome.NOT_FOUND);
    }

    /**
     * What an attempt is to go on with; that this could not be had is on record.
     *
     * @throws HistoryUnavailable when that may not be on record
     */
    <T> T preparing(AccessToHistory attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            ended(attempt, AccessOutcome.FAILED, failure);
            throw failure;
        }
    }

    /**
     * Puts on record how an attempt ended.
     *
     * @throws HistoryUnavailable when it may not be on record
     */
    void ended(AccessToHistory attempt, AccessOutcome outcome) {
        records.add(attempt.ended(outcome));
    }

    private <T> T look(AccessToHistory attempt, Supplier<T> look, Function<T, AccessOutcome> outcome) {
        T seen = preparing(attempt, look);
        ended(attempt, outcome.apply(seen));
        return seen;
    }

    private void ended(AccessToHistory attempt, AccessOutcome outcome, RuntimeException failure) {
        try {
            ended(attempt, outcome);
        } catch (HistoryUnavailable silent) {
            silent.addSuppressed(failure);
            throw silent;
        }
    }
}
