package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.Silence;

/** What came of one call to an upstream whose answers are read whole. */
public sealed interface Exchange {

    /** An answer, whatever its status. */
    record Answered(WholeAnswer answer) implements Exchange {}

    /** None. */
    record Silent(Silence silence) implements Exchange {}

    /**
     * Makes the call. Whatever the client throws ends here: a library's exception may quote the URL.
     *
     * @param upstream what the log calls it
     */
    static Exchange with(String upstream, Supplier<Response> call) {
        try {
            return new Answered(WholeAnswer.of(call.get()));
        } catch (Declined e) {
            return new Answered(e.answer());
        } catch (RuntimeException e) {
            Silence silence = Silences.of(e);
            Log.LOGGER.log(
                    silence == Silence.NOT_ASKED ? Level.DEBUG : Level.WARNING,
                    () -> "%s gave no answer: %s (%s)".formatted(upstream, silence, Silences.kinds(e)));
            return new Silent(silence);
        }
    }

    /** One answer for each way that a call can end. */
    default <T> T map(
            Function<? super WholeAnswer, ? extends T> answered, Function<? super Silence, ? extends T> silent) {
        return this instanceof Answered exchange
                ? answered.apply(exchange.answer())
                : silent.apply(((Silent) this).silence());
    }

    /** Kept apart, since a constant of an interface is public. */
    final class Log {
        private static final System.Logger LOGGER = System.getLogger(Exchange.class.getName());

        private Log() {}
    }
}
