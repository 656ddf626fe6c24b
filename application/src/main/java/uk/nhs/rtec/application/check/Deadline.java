package uk.nhs.rtec.application.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.Silence;

/** The moment after which an answer is of no use; who has not answered by then counts as silent. */
record Deadline(InstantSource clock, Instant end) {

    /** Asks at once, on another thread, and does not wait. */
    <T> Asked<T> ask(Executor executor, Supplier<T> question) {
        try {
            return new Asked<>(this, CompletableFuture.supplyAsync(question, executor));
        } catch (RejectedExecutionException e) {
            return new Asked<>(this, CompletableFuture.failedFuture(e));
        }
    }

    /** Something that was asked and may still be answered. */
    record Asked<T>(Deadline deadline, CompletableFuture<T> answer) {

        /** The answer when it comes before the deadline, else what the silence means. */
        T orElse(Function<Silence, ? extends T> onSilence) {
            try {
                return answer.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                return onSilence.apply(Silence.TIMED_OUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return onSilence.apply(Silence.TIMED_OUT);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RejectedExecutionException) {
                    return onSilence.apply(Silence.NOT_ASKED);
                }
                throw asThrown(e);
            }
        }

        /** The answer when it comes before the deadline, else the exception that the silence means. */
        T orElseThrow(Function<Silence, ? extends RuntimeException> onSilence) {
            return orElse(silence -> {
                throw onSilence.apply(silence);
            });
        }

        private static RuntimeException asThrown(ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return e.getCause() instanceof RuntimeException exception ? exception : new IllegalStateException(e);
        }
    }

    private long nanosLeft() {
        return Math.max(0, Duration.between(clock.instant(), end).toNanos());
    }
}
