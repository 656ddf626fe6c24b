package uk.nhs.rtec.application.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.requester.Requester;

/** The append-only store of every check. */
public interface CheckLedger {

    /** How long a request id makes a repeat safe. */
    Duration REPEAT_IS_SAFE_FOR = Duration.ofHours(24);

    /**
     * Puts a check on record, for good, before it returns.
     *
     * <p>Of several checks of one requester with one request id, the first that ends in an answer (anything but undetermined) is the one
     * that stands: an answered twin is then not appended, and the one that stands is returned in its place. Of what was concluded more than
     * {@linkplain #REPEAT_IS_SAFE_FOR 24 hours} before, nothing stands any more.
     *
     * @return the check on record for this request: the one given, or the twin that was answered first
     * @throws LedgerUnavailable when the check may not be on record
     */
    RecordedCheck append(ConcludedCheck check);

    /**
     * The check of this requester with this request id that stands, if there was one since; and while only undetermined ones were, one of
     * them, which tells what the id was given to.
     *
     * @throws LedgerUnavailable when that cannot be said
     */
    Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since);
}
