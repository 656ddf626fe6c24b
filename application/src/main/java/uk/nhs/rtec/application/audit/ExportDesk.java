package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.requester.Officer;

/** Where officers ask to take something out, decide on what others ask for, and get it. */
public final class ExportDesk implements RequestExport, FollowExports, DecideExport, DownloadExport {

    private final List<ExportSubject<?, ?>> subjects;
    private final ExportRecords records;
    private final Witnesses witnesses;
    private final ExportTerms terms;
    private final Supplier<ExportId> ids;
    private final InstantSource clock;

    /**
     * What is told of exports, and what they are told with.
     *
     * @param accesses where every request, decision and download is put on record
     * @param proofs what the ledger says of itself when an export goes out
     */
    public record Witnesses(AccessRecords accesses, LedgerProofs proofs) {}

    public ExportDesk(
            Collection<ExportSubject<?, ?>> subjects,
            ExportRecords records,
            Witnesses witnesses,
            ExportTerms terms,
            Supplier<ExportId> ids,
            InstantSource clock) {
        this.subjects = List.copyOf(subjects);
        this.records = records;
        this.witnesses = witnesses;
        this.terms = terms;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Export request(Officer officer, ExportKind kind, String reason, AskedConditions conditions) {
        Instant now = now();
        ExportId id = ids.get();
        Instant upTo = now.minus(terms.settling());
        putOnRecord(AccessKind.EXPORT_REQUEST, officer, Optional.of(reason), conditions.names(), id, now);
        ExportExtent extent = subject(kind).extent(conditions, upTo);
        ExportRequest request = new ExportRequest(
                id,
                kind,
                officer,
                reason,
                conditions.names(),
                extent,
                now,
                upTo,
                now.plus(terms.lifetime()),
                extent.isOver(terms.limit()));
        records.add(request, conditions);
        return new Export(request, Optional.empty());
    }

    @Override
    public Optional<Export> export(ExportKind kind, ExportId id) {
        return records.find(id).filter(export -> export.request().kind() == kind);
    }

    @Override
    public List<Export> awaitingApproval(ExportKind kind) {
        return records.awaitingApproval(kind, now(), MOST_AWAITING);
    }

    @Override
    public Optional<ExportDownload> lastDownload(ExportId id) {
        return records.lastDownload(id);
    }

    @Override
    public Decided decide(
            Officer officer, ExportKind kind, ExportId id, ExportDecision.Ruling ruling, Optional<String> note) {
        Optional<Export> export = export(kind, id);
        if (export.isEmpty()) {
            return Decided.UNKNOWN;
        }
        Instant now = now();
        ExportRequest request = export.get().request();
        putOnRecord(AccessKind.EXPORT_APPROVAL, officer, note, request.conditions(), id, now);
        // By the person alone: nobody is two people for working at two places.
        if (request.requester().user().equals(officer.user())) {
            return Decided.OWN;
        }
        return export.get().state(now) == ExportState.AWAITING_APPROVAL
                        && records.decide(new ExportDecision(id, ruling, officer, note, now))
                ? Decided.DECIDED
                : Decided.NOT_AWAITED;
    }

    @Override
    public Opening open(Officer officer, ExportKind kind, ExportId id) {
        Optional<Export> export =
                export(kind, id).filter(known -> known.request().requester().equals(officer));
        if (export.isEmpty()) {
            return new Unknown();
        }
        Instant now = now();
        ExportState state = export.get().state(now);
        if (state != ExportState.READY) {
            return new NotReady(state);
        }
        ExportRequest request = export.get().request();
        putOnRecord(AccessKind.EXPORT_DOWNLOAD, officer, Optional.of(request.reason()), request.conditions(), id, now);
        return records.conditions(id)
                .<Opening>map(conditions -> opened(export.get(), conditions))
                // Nobody knows any more what was asked for.
                .orElseGet(() -> new NotReady(ExportState.EXPIRED));
    }

    private Opened opened(Export export, AskedConditions conditions) {
        ExportSubject<?, ?> subject = subject(export.request().kind());
        return new Opened(
                export,
                subject.form().columns(),
                subject.pages(conditions, export.request().upTo()),
                (rows, sha256) -> wentOut(export.request().id(), rows, sha256));
    }

    private void wentOut(ExportId id, long rows, Bytes sha256) {
        records.add(new ExportDownload(id, rows, sha256, newestCheckpoint(), now()));
    }

    private Optional<String> newestCheckpoint() {
        List<CheckpointNote> notes = witnesses.proofs().checkpoints();
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(notes.get(notes.size() - 1).text());
    }

    private void putOnRecord(
            AccessKind kind,
            Officer officer,
            Optional<String> reason,
            Set<String> conditions,
            ExportId export,
            Instant at) {
        witnesses
                .accesses()
                .add(new AccessToHistory(
                        kind, officer, reason, conditions, Optional.empty(), Optional.of(export.value()), at));
    }

    private ExportSubject<?, ?> subject(ExportKind kind) {
        return subjects.stream()
                .filter(subject -> subject.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing of this kind is exported"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
