package uk.nhs.rtec.architecture.ruin.persistence;

import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.requester.Requester;

/** A ledger, where it belongs: it may know the database, and make recorded checks. */
public record AtHome(Connection connection) implements CheckLedger {

    @Override
    public RecordedCheck append(ConcludedCheck check) {
        return new RecordedCheck(check);
    }

    @Override
    public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
        return Optional.empty();
    }
}
