package uk.nhs.rtec.persistence.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.application.audit.Export;
import uk.nhs.rtec.application.audit.ExportDecision;
import uk.nhs.rtec.application.audit.ExportDownload;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.application.audit.ExportRecords;
import uk.nhs.rtec.application.audit.ExportRequest;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.ledger.KeyRing;

/** Exports as rows, what they ask for sealed with the ledger's keys. */
public final class HibernateExportRecords implements ExportRecords {

    private static final String AWAITING = """
            from ExportRow e where e.needsApproval = true and e.kind = :kind and e.expiresAt > :now
            and not exists (select 1 from ExportDecisionRow d where d.exportId = e.id)
            order by e.requestedAt, e.id""";

    private static final String LAST_DOWNLOAD =
            "from ExportDownloadRow d where d.exportId = :id order by d.producedAt desc, d.id desc";

    private static final String DECIDE = """
            insert into history_export_decision
            (export_id, ruling, decided_at, decided_by_organisation, decided_by_user, note)
            values (:id, :ruling, :at, :organisation, :user, :note)
            on conflict do nothing""";

    private final Store store;
    private final KeyRing keys;
    private final HibernateAccessRecords accesses;

    /**
     * Exports in this store.
     *
     * @param accesses where each of them is put on record
     */
    public HibernateExportRecords(Store store, KeyRing keys, HibernateAccessRecords accesses) {
        this.store = store;
        this.keys = keys;
        this.accesses = accesses;
    }

    @Override
    public void add(ExportRequest request, AskedConditions conditions, AccessToHistory access) {
        byte[] sealed = guarded(() ->
                keys.seal(Moments.monthOf(request.requestedAt()), request.id().value(), ConditionTexts.of(conditions)));
        insert(new ExportRow(request, sealed), access);
    }

    @Override
    public Optional<Export> find(ExportId id) {
        return with(session -> Optional.ofNullable(session.get(ExportRow.class, id.value()))
                .map(row -> new Export(
                        row.request(),
                        Optional.ofNullable(session.get(ExportDecisionRow.class, id.value()))
                                .map(ExportDecisionRow::decision))));
    }

    @Override
    public Optional<AskedConditions> conditions(ExportId id) {
        return with(session -> Optional.ofNullable(session.get(ExportRow.class, id.value()))
                .flatMap(row -> keys.open(session, Moments.monthOf(row.requestedAt), row.id, row.sealed))
                .map(ConditionTexts::read));
    }

    @Override
    public List<Export> awaitingApproval(ExportKind kind, Instant now, int most) {
        return with(session -> session
                .createSelectionQuery(AWAITING, ExportRow.class)
                .setParameter("kind", ExportWords.KIND.word(kind))
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(row -> new Export(row.request(), Optional.empty()))
                .toList());
    }

    @Override
    public boolean decide(ExportDecision decision, AccessToHistory access) {
        return accesses.addWith(
                access,
                session -> session.createNativeMutationQuery(DECIDE)
                                .setParameter("id", decision.export().value())
                                .setParameter("ruling", ExportWords.RULING.word(decision.ruling()))
                                .setParameter("at", decision.at())
                                .setParameter(
                                        "organisation",
                                        decision.approver().organisation().value())
                                .setParameter("user", decision.approver().user().value())
                                .setParameter("note", decision.note().orElse(null), String.class)
                                .executeUpdate()
                        == 1);
    }

    @Override
    public void add(ExportDownload download, AccessToHistory access) {
        insert(new ExportDownloadRow(download), access);
    }

    @Override
    public Optional<ExportDownload> lastDownload(ExportId id) {
        return with(session -> session
                .createSelectionQuery(LAST_DOWNLOAD, ExportDownloadRow.class)
                .setParameter("id", id.value())
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .map(ExportDownloadRow::download));
    }

    private void insert(Object row, AccessToHistory access) {
        accesses.addWith(access, session -> {
            session.insert(row);
            return true;
        });
    }

    private <T> T with(Function<StatelessSession, T> work) {
        return guarded(() -> store.inTransaction(Patience.SEARCH, work));
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
