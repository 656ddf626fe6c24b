package uk.nhs.rtec.application.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    private final RegisterLine line;
    private final List<Refusal> refusals = new ArrayList<>();

    RegisterReading(RegisterLine line) {
        this.line = line;
    }

    /** The entry that the line states, or nothing: then {@link #refusals()} says why. */
    Optional<RegisterEntry> entry(LocalDate today) {
        Optional<CertificateNumber> number =
                required(RegisterColumn.CERTIFICATE_NUMBER, CertificateNumber::parse, "is not a certificate number");
        Optional<ExemptionCategory> category = required(
                RegisterColumn.CATEGORY, ExemptionCategory::ofCode, "is not the code of a category that is held");
        Optional<LocalDate> from = required(RegisterColumn.VALID_FROM, Validity::day, "is not a date yyyy-mm-dd");
        Optional<LocalDate> to = required(RegisterColumn.VALID_TO, Validity::day, "is not a date yyyy-mm-dd");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            refuse(RegisterColumn.VALID_TO, "is before valid_from");
        }
        Optional<Relationship> relationship =
                required(RegisterColumn.RELATIONSHIP, Relationship::ofCode, "is not holder, partner or dependant");
        Optional<NhsNumber> nhsNumber = optional(RegisterColumn.NHS_NUMBER, NhsNumber::parse, "is not an NHS number");
        Optional<Surname> surname = required(RegisterColumn.SURNAME, Surname::parse, "is not a surname");
        Optional<Forename> forename = optional(RegisterColumn.FORENAME, Forename::parse, "is not a forename");
        Optional<DateOfBirth> dateOfBirth = required(
                RegisterColumn.DATE_OF_BIRTH,
                text -> DateOfBirth.parse(text, today),
                "is not a date of birth yyyy-mm-dd, from 1850-01-01 to today");
        Optional<Postcode> postcode = required(RegisterColumn.POSTCODE, Postcode::parse, "is not a postcode");
        if (!refusals.isEmpty()) {
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
        return refusals;
    }

    private <T> Optional<T> required(RegisterColumn column, Function<String, Optional<T>> parse, String complaint) {
        if (text(column).isEmpty()) {
            refuse(column, "is missing");
            return Optional.empty();
        }
        return optional(column, parse, complaint);
    }

    private <T> Optional<T> optional(RegisterColumn column, Function<String, Optional<T>> parse, String complaint) {
        String text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            refuse(column, complaint);
        }
        return value;
    }

    private String text(RegisterColumn column) {
        return line.texts().getOrDefault(column, "").strip();
    }

    private void refuse(RegisterColumn column, String reason) {
        refusals.add(new Refusal(line.number(), column, reason));
    }
}
