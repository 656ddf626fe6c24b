package uk.nhs.rtec.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.proof.Words;

/** A certificate that was found for a check, that its answer rests on, or both. */
@Entity
@Immutable
@Table(name = "exemption_check_certificate")
class CheckCertificateRow {

    /** Where a certificate stands among those of its check. */
    @Embeddable
    record Place(
            @Column(name = "check_id") UUID checkId,
            @Column(name = "position") int position) {}

    @EmbeddedId
    Place place;

    @Column(name = "certificate_number")
    String number;

    @Column(name = "category_code")
    String category;

    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_to")
    LocalDate validTo;

    @Column(name = "revoked_from")
    @Nullable
    LocalDate revokedFrom;

    @Column(name = "revocation_reason")
    @Nullable
    String revocationReason;

    @Column(name = "held_position")
    @Nullable
    Integer heldPosition;

    @Column(name = "basis_position")
    @Nullable
    Integer basisPosition;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    CheckCertificateRow() {}

    private CheckCertificateRow(
            Place place,
            ExemptionCertificate certificate,
            @Nullable Integer heldPosition,
            @Nullable Integer basisPosition) {
        this.place = place;
        this.number = certificate.number().value();
        this.category = Words.CATEGORY.word(certificate.category());
        this.validFrom = certificate.validity().from();
        this.validTo = certificate.validity().to();
        this.revokedFrom = certificate.revocation().map(Revocation::from).orElse(null);
        this.revocationReason = certificate.revocation().map(Revocation::reason).orElse(null);
        this.heldPosition = heldPosition;
        this.basisPosition = basisPosition;
    }

    /** The rows of a check: what was held, in its order, then what the answer rests on without having been held. */
    static List<CheckCertificateRow> of(ConcludedCheck check) {
        UUID id = check.asked().id().value();
        List<ExemptionCertificate> held = check.findings().certificates().held();
        List<ExemptionCertificate> basis = basisOf(check.outcome());
        List<CheckCertificateRow> rows = new ArrayList<>();
        for (int position = 0; position < held.size(); position++) {
            ExemptionCertificate certificate = held.get(position);
            int inBasis = held.indexOf(certificate) == position ? basis.indexOf(certificate) : -1;
            rows.add(new CheckCertificateRow(
                    new Place(id, position), certificate, position, inBasis < 0 ? null : inBasis));
        }
        for (int position = 0; position < basis.size(); position++) {
            ExemptionCertificate certificate = basis.get(position);
            if (!held.contains(certificate)) {
                rows.add(new CheckCertificateRow(new Place(id, rows.size()), certificate, null, position));
            }
        }
        return rows;
    }

    ExemptionCertificate certificate() {
        return new ExemptionCertificate(
                new CertificateNumber(number),
                Words.CATEGORY.value(category),
                new Validity(validFrom, validTo),
                Optional.ofNullable(revokedFrom)
                        .map(from -> new Revocation(from, Objects.requireNonNull(revocationReason))));
    }

    private static List<ExemptionCertificate> basisOf(CheckOutcome outcome) {
        return outcome.map(
                CheckOutcome.ExemptionFound::basis,
                notFound -> List.of(),
                notChecked -> List.of(),
                undetermined -> List.of());
    }
}
