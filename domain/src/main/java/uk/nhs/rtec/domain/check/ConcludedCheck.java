package uk.nhs.rtec.domain.check;

import java.time.Instant;

/** A check that is decided and not in the ledger yet: nobody may be told its outcome. */
public record ConcludedCheck(OpenCheck asked, CheckFindings findings, CheckOutcome outcome, Instant answeredAt) {}
