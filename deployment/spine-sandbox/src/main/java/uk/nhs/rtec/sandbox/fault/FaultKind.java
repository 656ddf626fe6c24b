package uk.nhs.rtec.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with an answer beyond its status and its time. */
public enum FaultKind {
    /** The connection is closed before any answer. */
    REFUSE,
    /** The connection is closed in the middle of the body. */
    RESET,
    /** The right answer, one byte at a time. */
    TRICKLE,
    /** A web page in place of data, as a proxy would send it. */
    HTML,
    /** The right answer's first half, as if it were whole. */
    TRUNCATED,
    /** The right answer under a wrong media type. */
    CONTENT_TYPE,
    /** A well-formed answer of ten megabytes. */
    HUGE,
    /** The access token sent has expired, if it is as old as the fault; one issued since is taken. */
    EXPIRED_TOKEN;

    public static Optional<FaultKind> named(String name) {
        return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
