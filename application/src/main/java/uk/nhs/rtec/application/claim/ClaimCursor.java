package uk.nhs.rtec.application.claim;

import java.time.Instant;

/** The last claim of a page, newest first; of two of one moment the greater id, compared as its text, comes first. */
public record ClaimCursor(Instant claimedAt, ClaimId id) {}
