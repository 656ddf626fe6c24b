package uk.nhs.rtec.architecture.ruin.rest;

import java.util.logging.Logger;

/** An API that chooses its log by itself. */
public record LogsElsewhere(Logger log) {}
