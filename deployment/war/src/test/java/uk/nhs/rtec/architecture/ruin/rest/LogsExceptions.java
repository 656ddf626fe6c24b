package uk.nhs.rtec.architecture.ruin.rest;

import java.io.IOException;

/** An API that logs what a foreign exception says. */
public final class LogsExceptions {

    private static final System.Logger LOG = System.getLogger("ruin");

    private LogsExceptions() {}

    static void log(IOException e) {
        LOG.log(System.Logger.Level.ERROR, "failed", e);
    }

    static void logBriefly(IOException e) {
        LOG.log(System.Logger.Level.ERROR, e);
    }
}
