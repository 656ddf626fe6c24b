package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Validity;

/** A certificate as a row, with its revocation where there is one. */
@Entity
@Immutable
@Table(name = "certificate")
@SecondaryTable(
        name = CertificateRow.REVOCATION,
        pkJoinColumns = @PrimaryKeyJoinColumn(name = "certificate_number", referencedColumnName = "number"))
class CertificateRow {

    static final String REVOCATION = "certificate_revocation";

    @Id
    String number;

    @Column(name = "category_code")
    String category;

    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_to")
    LocalDate validTo;

    @Column(name = "taken_in_at")
    Instant takenInAt;

    @Column(name = "taken_in_by_organisation")
    @Nullable
    String takenInByOrganisation;

    @Column(name = "taken_in_by_user")
    @Nullable
    String takenInByUser;

    @Column(table = REVOCATION, name = "revoked_from")
    @Nullable
    LocalDate revokedFrom;

    @Column(table = REVOCATION, name = "reason")
    @Nullable
    String revocationReason;

    @Column(table = REVOCATION, name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(table = REVOCATION, name = "revoked_by_organisation")
    @Nullable
    String revokedByOrganisation;

    @Column(table = REVOCATION, name = "revoked_by_user")
    @Nullable
    String revokedByUser;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    CertificateRow() {}

    ExemptionCertificate certificate() {
        return new ExemptionCertificate(
                new CertificateNumber(number),
                category(category),
                new Validity(validFrom, validTo),
                Optional.ofNullable(revokedFrom)
                        .map(from -> new Revocation(from, Objects.requireNonNull(revocationReason))),
                Optional.empty());
    }

    CertificateChange registered() {
        return CertificateChange.registered(takenInAt, PersonRow.officer(takenInByOrganisation, takenInByUser));
    }

    Optional<CertificateChange> revoked() {
        return Optional.ofNullable(revokedAt)
                .map(at -> CertificateChange.revoked(
                        at,
                        PersonRow.officer(revokedByOrganisation, revokedByUser).orElseThrow()));
    }

    static ExemptionCategory category(String code) {
        return ExemptionCategory.ofCode(code)
                .orElseThrow(() -> new IllegalStateException("the register holds an unknown category"));
    }
}
