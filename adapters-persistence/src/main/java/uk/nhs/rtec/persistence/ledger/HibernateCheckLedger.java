package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Store;

/** The ledger as one row for each check; of twins that arrive at several nodes the database lets one in. */
public final class HibernateCheckLedger implements CheckLedger {

    /** Nobody at a counter waits longer for an answer that is already decided. */
    private static final int SECONDS = 1;

    /** An answer that was replaced as outdated between losing to it and reading it is a race that cannot be lost twice in a row. */
    private static final int ATTEMPTS = 3;

    private static final String CLAIM_REQUEST_ID = """
            insert into answered_request (request_id, ods_code, user_id, asid, check_id, answered_at)
            values (:requestId, :odsCode, :userId, :asid, :checkId, :answeredAt)
            on conflict do nothing""";

    private static final String REPLACE_OUTDATED = """
            update answered_request set check_id = :checkId, answered_at = :answeredAt
            where request_id = :requestId and ods_code = :odsCode and user_id = :userId and asid = :asid
            and answered_at < :since""";

    private static final String STANDING = """
            select c from AnsweredRequestRow r join CheckRow c on c.id = r.checkId
            where r.key.requestId = :requestId and r.key.requester.odsCode = :odsCode
            and r.key.requester.userId = :userId and r.key.requester.asid = :asid
            and r.answeredAt >= :since""";

    private final Store store;

    public HibernateCheckLedger(Store store) {
        this.store = store;
    }

    @Override
    public RecordedCheck append(ConcludedCheck check) {
        try {
            Optional<UUID> requestId = requestIdToStandFor(check);
            if (requestId.isEmpty()) {
                return store.inTransaction(SECONDS, session -> insert(session, check));
            }
            return appendUnlessAnswered(check, requestId.get());
        } catch (DatabaseFailure e) {
            throw unavailable(e);
        }
    }

    @Override
    public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
        try {
            return store.inTransaction(SECONDS, session -> standing(session, requester, requestId, since));
        } catch (DatabaseFailure e) {
            throw unavailable(e);
        }
    }

    private RecordedCheck appendUnlessAnswered(ConcludedCheck check, UUID requestId) {
        Instant since = check.answeredAt().minus(REPEAT_IS_SAFE_FOR);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return store.inTransaction(SECONDS, session -> {
                    RecordedCheck recorded = insert(session, check);
                    if (!claim(session, check, requestId, since)) {
                        throw new Answered();
                    }
                    return recorded;
                });
            } catch (Answered e) {
                Optional<RecordedCheck> twin = standing(check.asked().requester(), requestId, since);
                if (twin.isPresent()) {
                    return twin.get();
                }
            }
        }
        throw new LedgerUnavailable("the check that stands for a request id keeps changing");
    }

    private static RecordedCheck insert(StatelessSession session, ConcludedCheck check) {
        session.insert(new CheckRow(check));
        CheckCertificateRow.of(check).forEach(session::insert);
        return new RecordedCheck(check);
    }

    /** Makes the check the one that stands, unless another does: whoever comes second waits here for the first to commit. */
    private static boolean claim(StatelessSession session, ConcludedCheck check, UUID requestId, Instant since) {
        RequesterColumns requester = RequesterColumns.of(check.asked().requester());
        int claimed = session.createNativeMutationQuery(CLAIM_REQUEST_ID)
                .setParameter("requestId", requestId)
                .setParameter("odsCode", requester.odsCode())
                .setParameter("userId", requester.userId())
                .setParameter("asid", requester.asid())
                .setParameter("checkId", check.asked().id().value())
                .setParameter("answeredAt", check.answeredAt())
                .executeUpdate();
        return claimed == 1
                || session.createNativeMutationQuery(REPLACE_OUTDATED)
                                .setParameter("requestId", requestId)
                                .setParameter("odsCode", requester.odsCode())
                                .setParameter("userId", requester.userId())
                                .setParameter("asid", requester.asid())
                                .setParameter("checkId", check.asked().id().value())
                                .setParameter("answeredAt", check.answeredAt())
                                .setParameter("since", since)
                                .executeUpdate()
                        == 1;
    }

    private static Optional<RecordedCheck> standing(
            StatelessSession session, Requester requester, UUID requestId, Instant since) {
        return Checks.read(
                        session,
                        session.createSelectionQuery(STANDING, CheckRow.class)
                                .setParameter("requestId", requestId)
                                .setParameter(
                                        "odsCode", requester.organisation().value())
                                .setParameter("userId", requester.practitioner().value())
                                .setParameter("asid", requester.system().value())
                                .setParameter("since", since)
                                .getResultList())
                .stream()
                .findFirst();
    }

    /** Only an answer stands for a request id. */
    private static Optional<UUID> requestIdToStandFor(ConcludedCheck check) {
        return check.outcome() instanceof Undetermined
                ? Optional.empty()
                : check.asked().reference().requestId();
    }

    private static LedgerUnavailable unavailable(DatabaseFailure e) {
        return new LedgerUnavailable(e.what());
    }

    /** Another check stands for this request id: takes back what was inserted. */
    private static final class Answered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Answered() {
            super("another check stands for the request id", null, false, false);
        }
    }
}
