package uk.nhs.rtec.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;

/** Who the dispenser said the patient was. */
@Embeddable
record StatedColumns(
        @Column(name = "stated_nhs_number") String nhsNumber,
        @Column(name = "stated_date_of_birth") LocalDate dateOfBirth,
        @Column(name = "stated_postcode") String postcode,
        @Column(name = "stated_surname") String surname,
        @Column(name = "stated_forename") @Nullable String forename) {

    static StatedColumns of(StatedPatient patient) {
        return new StatedColumns(
                patient.nhsNumber().inTheClear(),
                patient.dateOfBirth().inTheClear(),
                patient.postcode().inTheClear(),
                patient.surname().inTheClear(),
                patient.forename().map(Forename::inTheClear).orElse(null));
    }

    StatedPatient patient() {
        return new StatedPatient(
                new NhsNumber(nhsNumber),
                new DateOfBirth(dateOfBirth),
                new Postcode(postcode),
                new Surname(surname),
                Optional.ofNullable(forename).map(Forename::new));
    }

    @Override
    public String toString() {
        return "StatedColumns[…]";
    }
}
