package uk.nhs.rtec.persistence.covid;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.FullName;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What was captured at a decision, as a row. */
@Entity
@Immutable
@Table(name = "covid_exemption")
class ExemptionRow {

    @Id
    @Column(name = "record_id")
    String recordId;

    @Column(name = "nhs_number")
    String nhsNumber;

    String name;

    @Column(name = "birth_date")
    LocalDate birthDate;

    String status;

    @Column(name = "period_start")
    Instant periodStart;

    @Column(name = "period_end")
    @Nullable
    Instant periodEnd;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ExemptionRow() {}

    CovidExemption exemption() {
        return new CovidExemption(
                new CovidRecordId(recordId),
                new NhsNumber(nhsNumber),
                new FullName(name),
                new DateOfBirth(birthDate),
                CovidStatus.ofCode(status).orElseThrow(() -> new IllegalStateException("a record of no known status")),
                new ExemptionPeriod(periodStart, Optional.ofNullable(periodEnd)));
    }
}
