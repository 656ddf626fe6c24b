package uk.nhs.rtec.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Words;

/** A check as a row; its certificates are {@link CheckCertificateRow}s. */
@Entity
@Immutable
@Table(name = "exemption_check")
class CheckRow {

    @Id
    UUID id;

    @Column(name = "asked_at")
    Instant askedAt;

    @Column(name = "answered_at")
    Instant answeredAt;

    @Embedded
    RequesterColumns requester;

    @Column(name = "request_id")
    @Nullable
    UUID requestId;

    @Column(name = "correlation_id")
    @Nullable
    String correlationId;

    @Column(name = "prescription_id")
    String prescriptionId;

    @Embedded
    StatedColumns stated;

    @Embedded
    PatientTraceColumns patient;

    @Embedded
    PrescriptionTraceColumns prescription;

    @Column(name = "register_silence")
    @Nullable
    String registerSilence;

    @Embedded
    OutcomeColumns outcome;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    CheckRow() {}

    CheckRow(ConcludedCheck check) {
        OpenCheck asked = check.asked();
        id = asked.id().value();
        askedAt = asked.askedAt();
        answeredAt = check.answeredAt();
        requester = RequesterColumns.of(asked.requester());
        requestId = asked.reference().requestId().orElse(null);
        correlationId = asked.reference().correlationId().orElse(null);
        prescriptionId = asked.prescription().inTheClear();
        stated = StatedColumns.of(asked.patient());
        patient = PatientTraceColumns.of(check.findings().patient());
        prescription = PrescriptionTraceColumns.of(check.findings().prescription());
        registerSilence = check.findings()
                .certificates()
                .silence()
                .map(Words.SILENCE::word)
                .orElse(null);
        outcome = OutcomeColumns.of(check.outcome());
    }

    /** The check that was recorded, with the certificates that the register held for it and those that its answer rests on. */
    RecordedCheck check(List<ExemptionCertificate> held, List<ExemptionCertificate> basis) {
        OpenCheck asked = new OpenCheck(
                new CheckId(id),
                requester.requester(),
                stated.patient(),
                new PrescriptionId(prescriptionId),
                new RequestReference(Optional.ofNullable(requestId), Optional.ofNullable(correlationId)),
                askedAt);
        CheckFindings findings = new CheckFindings(
                patient.patientTrace(),
                prescription.prescriptionTrace(),
                new CertificateSearch(held, Optional.ofNullable(registerSilence).map(Words.SILENCE::value)));
        return new RecordedCheck(asked.conclude(findings, outcome.outcome(basis), answeredAt));
    }
}
