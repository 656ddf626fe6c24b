package uk.nhs.rtec.application.covid;

import java.time.Instant;
import java.util.UUID;

/** The last attempt of a page, newest first; of two at one moment the greater id, compared as its text, comes first. */
public record AttemptCursor(Instant at, UUID id) {}
