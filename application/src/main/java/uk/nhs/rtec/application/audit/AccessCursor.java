package uk.nhs.rtec.application.audit;

import java.time.Instant;

/** The last access of a page, newest first; of two of one moment the greater id comes first. */
public record AccessCursor(Instant at, AccessId id) {}
