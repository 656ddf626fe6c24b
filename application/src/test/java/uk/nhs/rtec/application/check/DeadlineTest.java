package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.nhs.rtec.domain.Silence;

@Timeout(10)
final class DeadlineTest {

    private static final Instant END = Instant.parse("2026-02-03T09:15:02Z");
    private static final InstantSource LONG_BEFORE = InstantSource.fixed(END.minusSeconds(3_600));
    private static final Executor AT_ONCE = Runnable::run;
    private static final Executor NEVER = task -> {};

    @AfterEach
    void noInterruptIsLeftToTheNextTest() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anAnswerInTimeIsTheAnswer() {
        assertThat(inTime().ask(AT_ONCE, () -> "answer").orElse(Silence::name)).isEqualTo("answer");
    }

    @Test
    void anAnswerThatCameIsTakenEvenWhenItIsReadAfterTheEnd() {
        Deadline over = new Deadline(InstantSource.fixed(END.plusSeconds(5)), END);

        assertThat(over.ask(AT_ONCE, () -> "answer").orElse(Silence::name)).isEqualTo("answer");
    }

    @Test
    void whoHasNotAnsweredAtTheEndIsSilent() {
        assertThat(new Deadline(InstantSource.fixed(END), END)
                        .ask(NEVER, () -> "answer")
                        .orElse(Silence::name))
                .isEqualTo("TIMED_OUT");
    }

    @Test
    void whoHasNotAnsweredAfterTheEndIsSilent() {
        Deadline over = new Deadline(InstantSource.fixed(END.plusSeconds(5)), END);

        assertThat(over.ask(NEVER, () -> "answer").orElse(Silence::name)).isEqualTo("TIMED_OUT");
    }

    /** The one real wait: a thread that waits must come back by itself, and no clock of ours can make it. */
    @Test
    void aWaitEndsWithTheDeadline() {
        Deadline soon = new Deadline(InstantSource.fixed(END.minusMillis(20)), END);

        assertThat(soon.ask(NEVER, () -> "answer").orElse(Silence::name)).isEqualTo("TIMED_OUT");
    }

    @Test
    void whatNoThreadTookBeforeTheEndIsNotAskedAfterIt() {
        Deque<Runnable> queue = new ArrayDeque<>();
        AtomicBoolean asked = new AtomicBoolean();
        Deadline over = new Deadline(InstantSource.fixed(END), END);

        over.ask(queue::add, () -> asked.getAndSet(true)).orElse(silence -> false);
        queue.remove().run();

        assertThat(asked).isFalse();
    }

    @Test
    void askingDoesNotWait() {
        Deque<Runnable> queue = new ArrayDeque<>();
        Deadline.Asked<String> asked = inTime().ask(queue::add, () -> "answer");
        assertThat(asked.answer()).isNotDone();

        queue.remove().run();

        assertThat(asked.orElse(Silence::name)).isEqualTo("answer");
    }

    @Test
    void anExecutorThatRefusesMeansThatNobodyWasAsked() {
        Executor full = task -> {
            throw new RejectedExecutionException();
        };

        assertThat(inTime().ask(full, () -> "answer").orElse(Silence::name)).isEqualTo("NOT_ASKED");
    }

    @Test
    void aSourceThatRefusesForWantOfRoomWasNotAskedEither() {
        assertThat(inTime().<String>ask(AT_ONCE, () -> {
                            throw new RejectedExecutionException();
                        })
                        .orElse(Silence::name))
                .isEqualTo("NOT_ASKED");
    }

    @Test
    void anInterruptIsSilenceAndIsPassedOn() {
        Thread.currentThread().interrupt();

        assertThat(inTime().ask(NEVER, () -> "answer").orElse(Silence::name)).isEqualTo("TIMED_OUT");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anExceptionOfTheSourceIsThrownAsItIs() {
        RuntimeException bug = new IllegalStateException("a bug");

        assertThatThrownBy(() -> inTime().<String>ask(AT_ONCE, () -> {
                            throw bug;
                        })
                        .orElse(Silence::name))
                .isSameAs(bug);
    }

    @Test
    void anErrorOfTheSourceIsThrownAsItIs() {
        Error error = new AssertionError("an error");

        assertThatThrownBy(() -> inTime().<String>ask(AT_ONCE, () -> {
                            throw error;
                        })
                        .orElse(Silence::name))
                .isSameAs(error);
    }

    @Test
    void silenceCanBeAnException() {
        Deadline over = new Deadline(InstantSource.fixed(END), END);

        assertThatThrownBy(() ->
                        over.ask(NEVER, () -> "answer").orElseThrow(silence -> new LedgerUnavailable(silence.name())))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("TIMED_OUT");
        assertThat(over.ask(AT_ONCE, () -> "answer").orElseThrow(silence -> new LedgerUnavailable(silence.name())))
                .isEqualTo("answer");
    }

    private static Deadline inTime() {
        return new Deadline(LONG_BEFORE, END);
    }
}
