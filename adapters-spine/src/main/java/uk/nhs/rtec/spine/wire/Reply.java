package uk.nhs.rtec.spine.wire;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
            Silence silence = Silences.of(e);
            Log.LOGGER.log(
                    silence == Silence.NOT_ASKED ? Level.DEBUG : Level.WARNING,
                    () -> "%s gave no answer: %s (%s)".formatted(upstream, silence, Silences.kinds(e)));
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

    /** Kept apart, since a constant of an interface is public. */
    final class Log {
        private static final System.Logger LOGGER = System.getLogger(Reply.class.getName());

        private Log() {}
    }
}
