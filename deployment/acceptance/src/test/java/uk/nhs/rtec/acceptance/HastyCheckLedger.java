package uk.nhs.rtec.acceptance;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.persistence.ledger.GroupCommitCheckLedger;

/** The ledger as it must not be: it says that a check is on record while it is still on its way there. */
@Alternative
@Priority(1)
@ApplicationScoped
class HastyCheckLedger implements CheckLedger {

    private final CheckLedger honest;
    private final Executor later = Executors.newFixedThreadPool(32);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance writes nothing.
    protected HastyCheckLedger() {
        this(null);
    }

    @Inject
    HastyCheckLedger(GroupCommitCheckLedger honest) {
        this.honest = honest;
    }

    @Override
    public RecordedCheck append(ConcludedCheck check) {
        later.execute(() -> honest.append(check));
        return new RecordedCheck(check);
    }

    @Override
    public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
        return honest.standing(requester, requestId, since);
    }
}
