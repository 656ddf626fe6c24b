package uk.nhs.rtec.application.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.job.LineReading;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** Reads one line of a register file: every column before it complains, and then about every column. */
final class RegisterReading {

    private final LineReading<RegisterColumn, Refusal> line;

    RegisterReading(RegisterLine line) {
        this.line = new LineReading<>(line.texts(), (column, reason) -> new Refusal(line.number(), column, reason));
    }

    /** The entry that the line states, or nothing: then {@link #refusals()} says why. */
    Optional<RegisterEntry> entry(LocalDate today) {
        Optional<CertificateNumber> number = line.required(
                RegisterColumn.CERTIFICATE_NUMBER, CertificateNumber::parse, "is not a certificate number");
        Optional<ExemptionCategory> category = line.required(
                RegisterColumn.CATEGORY, ExemptionCategory::ofCode, "is not the code of a category that is held");
        Optional<LocalDate> from = line.required(RegisterColumn.VALID_FROM, Validity::day, "is not a date yyyy-mm-dd");
        Optional<LocalDate> to = line.required(RegisterColumn.VALID_TO, Validity::day, "is not a date yyyy-mm-dd");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            line.refuse(RegisterColumn.VALID_TO, "is before valid_from");
        }
        Optional<Relationship> relationship =
                line.required(RegisterColumn.RELATIONSHIP, Relationship::ofCode, "is not holder, partner or dependant");
        Optional<NhsNumber> nhsNumber =
                line.optional(RegisterColumn.NHS_NUMBER, NhsNumber::parse, "is not an NHS number");
        Optional<Surname> surname = line.required(RegisterColumn.SURNAME, Surname::parse, "is not a surname");
        Optional<Forename> forename = line.optional(RegisterColumn.FORENAME, Forename::parse, "is not a forename");
        Optional<DateOfBirth> dateOfBirth = line.required(
                RegisterColumn.DATE_OF_BIRTH,
                text -> DateOfBirth.parse(text, today),
                "is not a date of birth yyyy-mm-dd, from 1850-01-01 to today");
        Optional<Postcode> postcode = line.required(RegisterColumn.POSTCODE, Postcode::parse, "is not a postcode");
        if (!line.refusals().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RegisterEntry(
                new ExemptionCertificate(
                        number.orElseThrow(),
                        category.orElseThrow(),
                        new Validity(from.orElseThrow(), to.orElseThrow())),
                new NamedPerson(
                        relationship.orElseThrow(),
                        nhsNumber,
                        surname.orElseThrow(),
                        forename,
                        dateOfBirth.orElseThrow(),
                        postcode.orElseThrow())));
    }

    List<Refusal> refusals() {
        return line.refusals();
    }
}
