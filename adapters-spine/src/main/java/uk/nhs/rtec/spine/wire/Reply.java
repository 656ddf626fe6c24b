package uk.nhs.rtec.spine.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.Silence;

/** What came of one call to an upstream. */
public sealed interface Reply {

    /** Status 200 with a JSON object. */
    record Ok(TolerantObject body) implements Reply {}

    /** Another status, with a JSON object or without. */
    record Other(int status, Optional<TolerantObject> body, Optional<RetryAfter> retryAfter) implements Reply {

        /** What the status means when the upstream's contract gives it no meaning of its own. */
        public Silence silence() {
            return status >= 400 ? Silence.REFUSED : Silence.UNREADABLE;
        }
    }

    /** Nothing that can be used. */
    record Silent(Silence silence) implements Reply {}

    /**
     * Makes the call. Whatever the client throws ends here: a library's exception may quote the URL, and with it an NHS number.
     *
     * @param upstream what the log calls it
     */
    static Reply to(String upstream, Supplier<@Nullable Answer> call) {
        try {
            return read(call.get());
        } catch (OtherThanOk e) {
            // 400 and 404 are about what was asked, and no news to an operator.
            Log.LOGGER.log(
                    e.status() == 400 || e.status() == 404 ? Level.DEBUG : Level.WARNING,
                    () -> "%s answered with status %d".formatted(upstream, e.status()));
            return new Other(e.status(), e.body(), e.retryAfter());
        } catch (RuntimeException e) {
            Silence silence = silence(e);
            Log.LOGGER.log(
                    silence == Silence.NOT_ASKED ? Level.DEBUG : Level.WARNING,
                    () -> "%s gave no answer: %s (%s)".formatted(upstream, silence, kinds(e)));
            return new Silent(silence);
        }
    }

    /** Whether the upstream itself was at fault, or the way to it, so that another call may do better. */
    default boolean isFault() {
        return map(
                ok -> false,
                other -> other.status() >= 500,
                silent -> silent.silence() == Silence.TIMED_OUT || silent.silence() == Silence.UNREACHABLE);
    }

    /** One answer for each way that a call can end. */
    default <T> T map(
            Function<? super Ok, ? extends T> ok,
            Function<? super Other, ? extends T> other,
            Function<? super Silent, ? extends T> silent) {
        if (this instanceof Ok reply) {
            return ok.apply(reply);
        }
        if (this instanceof Other reply) {
            return other.apply(reply);
        }
        return silent.apply((Silent) this);
    }

    private static Reply read(@Nullable Answer answer) {
        Optional<TolerantObject> object = answer == null ? Optional.empty() : answer.object();
        return object.<Reply>map(Ok::new).orElseGet(() -> new Silent(Silence.UNREADABLE));
    }

    private static Silence silence(RuntimeException exception) {
        if (exception instanceof CircuitBreakerOpenException || exception instanceof BulkheadException) {
            return Silence.NOT_ASKED;
        }
        if (exception instanceof TimeoutException
                || causes(exception).anyMatch(InterruptedIOException.class::isInstance)) {
            return Silence.TIMED_OUT;
        }
        return causes(exception).anyMatch(IOException.class::isInstance) ? Silence.UNREACHABLE : Silence.UNREADABLE;
    }

    /** The kinds only, since a message may quote the URL. */
    private static String kinds(RuntimeException exception) {
        return causes(exception).map(cause -> cause.getClass().getName()).collect(Collectors.joining(" < "));
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    /** Kept apart, since a constant of an interface is public. */
    final class Log {
        private static final System.Logger LOGGER = System.getLogger(Reply.class.getName());

        private Log() {}
    }
}
