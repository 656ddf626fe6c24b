package uk.nhs.rtec.persistence.ledger;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.proof.Words;

/** What the prescription tracker said. */
@Embeddable
record PrescriptionTraceColumns(
        @Column(name = "prescription_trace") String trace,
        @Column(name = "prescription_silence") @Nullable String silence,
        @Column(name = "tracked_nhs_number") @Nullable String nhsNumber,
        @Column(name = "tracked_state") @Nullable String state,
        @Column(name = "tracked_origin") @Nullable String origin) {

    static PrescriptionTraceColumns of(PrescriptionTrace trace) {
        return trace.map(
                found -> of(found.prescription()),
                notFound -> of(Words.NOT_FOUND, null),
                issueNotFound -> of(Words.ISSUE_NOT_FOUND, null),
                noAnswer -> of(Words.NO_ANSWER, Words.SILENCE.word(noAnswer.silence())));
    }

    PrescriptionTrace prescriptionTrace() {
        return switch (trace) {
            case Words.FOUND -> new PrescriptionTrace.Found(prescription());
            case Words.NOT_FOUND -> new PrescriptionTrace.NotFound();
            case Words.ISSUE_NOT_FOUND -> new PrescriptionTrace.IssueNotFound();
            case Words.NO_ANSWER -> new PrescriptionTrace.NoAnswer(Words.SILENCE.value(requireNonNull(silence)));
            default -> throw new IllegalStateException("the ledger holds a word that this version does not know");
        };
    }

    private static PrescriptionTraceColumns of(TrackedPrescription prescription) {
        return new PrescriptionTraceColumns(
                Words.FOUND,
                null,
                prescription.patient().inTheClear(),
                Words.STATE.word(prescription.state()),
                Words.ORIGIN.word(prescription.origin()));
    }

    private static PrescriptionTraceColumns of(String trace, @Nullable String silence) {
        return new PrescriptionTraceColumns(trace, silence, null, null, null);
    }

    private TrackedPrescription prescription() {
        return new TrackedPrescription(
                new NhsNumber(requireNonNull(nhsNumber)),
                Words.STATE.value(requireNonNull(state)),
                Words.ORIGIN.value(requireNonNull(origin)));
    }

    @Override
    public String toString() {
        return "PrescriptionTraceColumns[…]";
    }
}
