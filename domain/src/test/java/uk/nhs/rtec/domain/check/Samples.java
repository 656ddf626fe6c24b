package uk.nhs.rtec.domain.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** Peter Parker, 40 years old, at the counter on 3 February 2026 with a prescription that can be charged for. */
final class Samples {

    static final NhsNumber NUMBER = new NhsNumber("9434765919");
    static final NhsNumber SURVIVING = new NhsNumber("9990000018");
    static final NhsNumber ANOTHERS = new NhsNumber("9990000026");
    static final LocalDate TODAY = LocalDate.of(2026, 2, 3);
    static final OpenCheck CHECK = checkAt(Instant.parse("2026-02-03T09:15:00.123456Z"));

    static final PatientTrace TRACED = traced(record(NUMBER, "Parker", "Peter", "NE3 2JH", "1985-06-15"));
    static final PrescriptionTrace TRACKED =
            tracked(NUMBER, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS);

    private Samples() {}

    static OpenCheck checkAt(Instant askedAt) {
        return check(stated("Parker", "Peter", "NE3 2JH", "1985-06-15"), askedAt);
    }

    static OpenCheck check(StatedPatient patient) {
        return check(patient, CHECK.askedAt());
    }

    private static OpenCheck check(StatedPatient patient, Instant askedAt) {
        return new OpenCheck(
                new CheckId(new UUID(0, 1)),
                new Requester(new OdsCode("FML84"), new SdsUserId("504309731017"), new Asid("200000010371")),
                patient,
                new PrescriptionId("471BC8-P83027-34B75X"),
                RequestReference.none(),
                askedAt);
    }

    static StatedPatient stated(String surname, @Nullable String forename, String postcode, String born) {
        return new StatedPatient(
                NUMBER,
                new DateOfBirth(LocalDate.parse(born)),
                new Postcode(postcode),
                new Surname(surname),
                Optional.ofNullable(forename).map(Forename::new));
    }

    static PatientRecord record(
            NhsNumber number,
            @Nullable String surname,
            @Nullable String forename,
            @Nullable String postcode,
            @Nullable String born,
            PatientRecord.Mark... marks) {
        return new PatientRecord(
                number,
                Optional.ofNullable(born).map(LocalDate::parse).map(DateOfBirth::new),
                Optional.ofNullable(postcode).map(Postcode::new),
                Optional.ofNullable(surname).map(Surname::new),
                Optional.ofNullable(forename).map(Forename::new),
                Set.of(marks));
    }

    static PatientTrace traced(PatientRecord record) {
        return new PatientTrace.Traced(record);
    }

    static PatientTrace marked(PatientRecord.Mark... marks) {
        return traced(record(NUMBER, "Parker", "Peter", "NE3 2JH", "1985-06-15", marks));
    }

    static PrescriptionTrace tracked(NhsNumber patient, PrescriptionState state, PrescriptionOrigin origin) {
        return new PrescriptionTrace.Found(new TrackedPrescription(patient, state, origin));
    }

    static ExemptionCertificate certificate(String number, ExemptionCategory category, String to) {
        return certificate(number, category, "2024-01-01", to);
    }

    static ExemptionCertificate certificate(String number, ExemptionCategory category, String from, String to) {
        return new ExemptionCertificate(
                new CertificateNumber(number), category, new Validity(LocalDate.parse(from), LocalDate.parse(to)));
    }
}
