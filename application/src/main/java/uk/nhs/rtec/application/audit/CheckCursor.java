package uk.nhs.rtec.application.audit;

import java.time.Instant;
import uk.nhs.rtec.domain.check.CheckId;

/** The last check of a page, newest first; of two checks asked at one moment the greater id comes first. */
public record CheckCursor(Instant askedAt, CheckId id) {}
