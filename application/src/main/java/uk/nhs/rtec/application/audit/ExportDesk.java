package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.requester.Officer;

/** Where officers ask to take something out, decide on what others ask for, and get it. */
public final class ExportDesk implements RequestExport, FollowExports, DecideExport, DownloadExport {

    private final List<ExportSubject<?, ?>> subjects;
    private final ExportRecords records;
    private final AccessWitness witness;
    private final LedgerProofs proofs;
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
        this.witness = new AccessWitness(witnesses.accesses(), clock);
        this.proofs = witnesses.proofs();
        this.terms = terms;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Export request(Officer officer, ExportKind kind, String reason, AskedConditions conditions) {
        ExportId id = ids.get();
        AccessToHistory attempt = witness.attempt(AccessKind.EXPORT_REQUEST, officer)
                .because(reason)
                .by(conditions.names())
                .about(AccessSubject.of(id));
        Instant now = attempt.at();
        Instant upTo = now.minus(terms.settling());
        ExportExtent extent = witness.preparing(attempt, () -> subject(kind).extent(conditions, upTo));
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
        records.add(request, conditions, attempt.ended(AccessOutcome.SUCCEEDED));
        return new Export(request, Optional.empty());
    }

    @Override
    public Optional<Export> own(Officer officer, ExportKind kind, ExportId id) {
        return own(witness.attempt(AccessKind.EXPORT_VIEW, officer).about(AccessSubject.of(id)), officer, kind, id);
    }

    /** An officer's own export; that it is somebody else's, or none, is on record, and who asks is told the same of both. */
    private Optional<Export> own(AccessToHistory attempt, Officer officer, ExportKind kind, ExportId id) {
        Optional<Export> export = export(kind, id);
        Optional<Export> own = export.filter(known -> isOf(officer, known));
        if (own.isEmpty()) {
            witness.ended(attempt, export.isEmpty() ? AccessOutcome.NOT_FOUND : AccessOutcome.REFUSED);
        }
        return own;
    }

    @Override
    public Optional<Export> anybodys(Officer officer, ExportKind kind, ExportId id) {
        return witness.find(
                witness.attempt(AccessKind.EXPORT_VIEW, officer).about(AccessSubject.of(id)), () -> export(kind, id));
    }

    @Override
    public List<Export> awaitingApproval(Officer officer, ExportKind kind) {
        return witness.look(
                witness.attempt(AccessKind.EXPORT_LIST, officer),
                () -> records.awaitingApproval(kind, now(), MOST_AWAITING));
    }

    @Override
    public Optional<ExportDownload> lastDownload(ExportId id) {
        return records.lastDownload(id);
    }

    @Override
    public Decided decide(
            Officer officer, ExportKind kind, ExportId id, ExportDecision.Ruling ruling, Optional<String> note) {
        AccessToHistory attempt =
                witness.attempt(kindOf(ruling), officer).because(note).about(AccessSubject.of(id));
        Optional<Export> export = export(kind, id);
        if (export.isEmpty()) {
            witness.ended(attempt, AccessOutcome.NOT_FOUND);
            return Decided.UNKNOWN;
        }
        return decide(
                export.get(),
                new ExportDecision(id, ruling, officer, note, attempt.at()),
                attempt.by(export.get().request().conditions()));
    }

    private Decided decide(Export export, ExportDecision decision, AccessToHistory attempt) {
        // By the person alone: nobody is two people for working at two places.
        boolean isOwn =
                export.request().requester().user().equals(decision.approver().user());
        if (!isOwn
                && export.state(decision.at()) == ExportState.AWAITING_APPROVAL
                && records.decide(decision, attempt.ended(AccessOutcome.SUCCEEDED))) {
            return Decided.DECIDED;
        }
        witness.ended(attempt, AccessOutcome.REFUSED);
        return isOwn ? Decided.OWN : Decided.NOT_AWAITED;
    }

    private static AccessKind kindOf(ExportDecision.Ruling ruling) {
        return switch (ruling) {
            case APPROVED -> AccessKind.EXPORT_APPROVAL;
            case REFUSED -> AccessKind.EXPORT_REFUSAL;
        };
    }

    @Override
    public Opening open(Officer officer, ExportKind kind, ExportId id) {
        AccessToHistory attempt =
                witness.attempt(AccessKind.EXPORT_DOWNLOAD, officer).about(AccessSubject.of(id));
        return own(attempt, officer, kind, id)
                .map(export -> open(
                        export,
                        attempt.because(export.request().reason())
                                .by(export.request().conditions())))
                .orElseGet(Unknown::new);
    }

    private Opening open(Export export, AccessToHistory attempt) {
        ExportState state = export.state(attempt.at());
        Optional<AskedConditions> conditions =
                state == ExportState.READY ? records.conditions(export.request().id()) : Optional.empty();
        if (conditions.isEmpty()) {
            witness.ended(attempt, AccessOutcome.REFUSED);
            // What is ready and asks for nothing: nobody knows any more what was asked for.
            return new NotReady(state == ExportState.READY ? ExportState.EXPIRED : state);
        }
        witness.ended(attempt, AccessOutcome.BEGUN);
        ExportSubject<?, ?> subject = subject(export.request().kind());
        return new Opened(
                export,
                subject.form().columns(),
                subject.pages(conditions.get(), export.request().upTo()),
                new Ending(export.request().id(), attempt));
    }

    /** How a download ended. */
    private final class Ending implements End {

        private final ExportId id;
        private final AccessToHistory begun;

        Ending(ExportId id, AccessToHistory begun) {
            this.id = id;
            this.begun = begun;
        }

        @Override
        public void reached(long rows, Bytes sha256) {
            Instant now = now();
            records.add(
                    new ExportDownload(id, rows, sha256, newestCheckpoint(), now),
                    begun.at(now).ended(AccessOutcome.SUCCEEDED));
        }

        @Override
        public void missed() {
            witness.ended(begun.at(now()), AccessOutcome.FAILED);
        }
    }

    private Optional<Export> export(ExportKind kind, ExportId id) {
        return records.find(id).filter(export -> export.request().kind() == kind);
    }

    private static boolean isOf(Officer officer, Export export) {
        return export.request().requester().equals(officer);
    }

    private Optional<String> newestCheckpoint() {
        List<CheckpointNote> notes = proofs.checkpoints();
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(notes.get(notes.size() - 1).text());
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
