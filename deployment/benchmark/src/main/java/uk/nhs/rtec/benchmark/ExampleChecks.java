package uk.nhs.rtec.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
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

/** Concluded checks of made-up patients with one certificate each, every one of another patient and prescription. */
final class ExampleChecks {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+";
    private static final int MODULUS = 37;

    private ExampleChecks() {}

    static ConcludedCheck next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        NhsNumber number = nhsNumber(random);
        DateOfBirth birth = new DateOfBirth(LocalDate.of(1970, 1, 1).plusDays(random.nextInt(12_000)));
        Postcode home = new Postcode("LS1 4AP");
        Surname surname = new Surname("Hartley");
        Optional<Forename> forename = Optional.of(new Forename("Amelia"));
        ExemptionCertificate certificate = new ExemptionCertificate(
                new CertificateNumber("MAT-" + random.nextInt(100_000_000)),
                ExemptionCategory.MATERNITY,
                new Validity(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 6, 30)));
        OpenCheck asked = new OpenCheck(
                CheckId.madeAt(now, random::nextLong),
                new Requester(
                        new OdsCode("FA" + (100 + random.nextInt(900))),
                        new SdsUserId("555200000101"),
                        new Asid("200000001101")),
                new StatedPatient(number, birth, home, surname, forename),
                prescription(random),
                new RequestReference(Optional.empty(), Optional.empty()),
                now);
        return asked.conclude(
                new CheckFindings(
                        new PatientTrace.Traced(new PatientRecord(
                                number,
                                Optional.of(birth),
                                Optional.of(home),
                                Optional.of(surname),
                                forename,
                                Set.of())),
                        new PrescriptionTrace.Found(new TrackedPrescription(
                                number, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS)),
                        CertificateSearch.answered(List.of(certificate))),
                new ExemptionFound(
                        ChargeExemption.MATERNITY, ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE, List.of(certificate)),
                now);
    }

    private static NhsNumber nhsNumber(ThreadLocalRandom random) {
        Optional<NhsNumber> number = Optional.empty();
        while (number.isEmpty()) {
            number = nhsNumber(400_000_000 + random.nextInt(300_000_000));
        }
        return number.get();
    }

    /** The number with these first nine digits; nothing when no digit checks them. */
    static Optional<NhsNumber> nhsNumber(int nineDigits) {
        String nine = String.valueOf(nineDigits);
        int sum = 0;
        for (int place = 0; place < 9; place++) {
            sum += (nine.charAt(place) - '0') * (10 - place);
        }
        int check = (11 - sum % 11) % 11;
        return check < 10 ? Optional.of(new NhsNumber(nine + check)) : Optional.empty();
    }

    private static PrescriptionId prescription(ThreadLocalRandom random) {
        return prescription(random.nextInt(1 << 24), random.nextInt(1 << 20));
    }

    /** The prescription ID that begins and ends with these numbers, of 24 and 20 bits. */
    static PrescriptionId prescription(int first, int last) {
        String text = String.format(Locale.ROOT, "%06X-A99968-%05X", first, last);
        int total = 0;
        for (char character : text.replace("-", "").toCharArray()) {
            total = (total + ALPHABET.indexOf(character)) * 2 % MODULUS;
        }
        return new PrescriptionId(text + ALPHABET.charAt((MODULUS + 1 - total) % MODULUS));
    }
}
