package uk.nhs.rtec.spine.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import uk.nhs.rtec.domain.Silence;

/** What the exceptions of a client and of its fault tolerance mean. */
final class Silences {

    private Silences() {}

    static Silence of(RuntimeException exception) {
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
    static String kinds(RuntimeException exception) {
        return causes(exception).map(cause -> cause.getClass().getName()).collect(Collectors.joining(" < "));
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }
}
