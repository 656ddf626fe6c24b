package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Validity;

/** A certificate as a row. */
@Entity
@Immutable
@Table(name = "certificate")
class CertificateRow {

    @Id
    String number;

    @Column(name = "category_code")
    String category;

    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_to")
    LocalDate validTo;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    CertificateRow() {}

    ExemptionCertificate certificate() {
        return new ExemptionCertificate(
                new CertificateNumber(number),
                ExemptionCategory.ofCode(category)
                        .orElseThrow(() -> new IllegalStateException("the register holds an unknown category")),
                new Validity(validFrom, validTo));
    }
}
