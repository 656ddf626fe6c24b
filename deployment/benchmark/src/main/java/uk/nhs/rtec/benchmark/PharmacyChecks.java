package uk.nhs.rtec.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
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

/**
 * The checks of some days as they come in: of 11,000 pharmacies, large and small, each with a system and five people; of patients who stay
 * with theirs and come four times; in the order of time, every fifth a repeat of one before. Each number gives its check again.
 */
final class PharmacyChecks {

    private static final int PHARMACIES = 11_000;
    private static final int PEOPLE = 5;
    private static final int VISITS = 4;

    /** A repeat comes within so many checks. */
    private static final int SOON = 5_000;

    /** How uneven pharmacies are, and names. */
    private static final double UNEVEN = 1.25;

    private static final List<String> BEGINNINGS = List.of(
            "Ash", "Brad", "Carl", "Dun", "Ed", "Fair", "Gar", "Hart", "Ing", "Kel", "Lang", "Mar", "Nor", "Os", "Pem",
            "Rad", "Stan", "Thorn", "Wal", "Whit");
    private static final List<String> ENDINGS = List.of(
            "berry", "bourne", "by", "combe", "cott", "den", "field", "ford", "gate", "ham", "land", "ley", "man",
            "more", "ridge", "son", "ton", "well", "wick", "worth");
    private static final List<String> AREAS = List.of(
            "B", "BD", "BS", "CB", "CF", "DN", "EX", "GL", "HU", "L", "LE", "LS", "M", "NE", "NG", "OX", "PL", "S",
            "SO", "YO");

    /** Of every hundred exemptions. */
    private static final List<ChargeExemption> CATEGORIES = Stream.of(
                    of(45, ChargeExemption.AGE),
                    of(10, ChargeExemption.MATERNITY),
                    of(15, ChargeExemption.MEDICAL),
                    of(15, ChargeExemption.PREPAYMENT),
                    of(5, ChargeExemption.LOW_INCOME),
                    of(10, ChargeExemption.UNIVERSAL_CREDIT))
            .flatMap(each -> each)
            .toList();

    private final long patients;
    private final Instant from;
    private final Duration between;

    /** So many checks, asked for from the one moment to the other. */
    PharmacyChecks(long checks, Instant from, Instant to) {
        this.patients = Math.max(1, checks / VISITS);
        this.from = from;
        this.between = Duration.between(from, to).dividedBy(checks);
    }

    private static Stream<ChargeExemption> of(int hundredths, ChargeExemption category) {
        return IntStream.range(0, hundredths).mapToObj(i -> category);
    }

    ConcludedCheck check(long number) {
        SplittableRandom random = new SplittableRandom(number);
        long prescription = random.nextInt(5) == 0 ? Math.max(0, number - 1 - random.nextInt(SOON)) : number;
        long patient = new SplittableRandom(~prescription).nextLong(patients);
        StatedPatient stated = patient(patient);
        Instant askedAt = from.plus(between.multipliedBy(number)).truncatedTo(ChronoUnit.MICROS);
        OpenCheck asked = new OpenCheck(
                CheckId.madeAt(askedAt, random::nextLong),
                requester(new SplittableRandom(patient), random),
                stated,
                prescription(prescription),
                RequestReference.none(),
                askedAt);
        return concluded(asked, random);
    }

    private static ConcludedCheck concluded(OpenCheck asked, SplittableRandom random) {
        Instant answeredAt = asked.askedAt().plusMillis(60 + random.nextInt(300));
        NhsNumber number = asked.patient().nhsNumber();
        PatientTrace traced = new PatientTrace.Traced(new PatientRecord(
                number,
                Optional.of(asked.patient().dateOfBirth()),
                Optional.of(asked.patient().postcode()),
                Optional.of(asked.patient().surname()),
                Optional.empty(),
                Set.of()));
        PrescriptionTrace found = new PrescriptionTrace.Found(
                new TrackedPrescription(number, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS));
        int hundredth = random.nextInt(100);
        if (hundredth < 2) {
            return asked.conclude(
                    new CheckFindings(
                            new PatientTrace.NoAnswer(Silence.TIMED_OUT), found, CertificateSearch.notNeeded()),
                    new CheckOutcome.Undetermined(CheckOutcome.Undetermined.Source.PDS, Silence.TIMED_OUT),
                    answeredAt);
        }
        if (hundredth < 10) {
            return asked.conclude(
                    new CheckFindings(traced, found, CertificateSearch.notNeeded()),
                    new CheckOutcome.NotChecked(CheckOutcome.NotChecked.Reason.DETAILS_DIFFER),
                    answeredAt);
        }
        PrescriptionTrace tracked = hundredth < 12 ? new PrescriptionTrace.NoAnswer(Silence.UNREACHABLE) : found;
        if (hundredth < 40) {
            return asked.conclude(
                    new CheckFindings(traced, tracked, CertificateSearch.answered(List.of())),
                    new CheckOutcome.NoExemptionFound(),
                    answeredAt);
        }
        ChargeExemption category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        List<ExemptionCertificate> basis = ExemptionCategory.ofCode(category.code()).stream()
                .map(certified -> new ExemptionCertificate(
                        new CertificateNumber("C" + random.nextInt(100_000_000)),
                        certified,
                        new Validity(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 6, 30))))
                .toList();
        return asked.conclude(
                new CheckFindings(traced, tracked, CertificateSearch.answered(basis)),
                new CheckOutcome.ExemptionFound(
                        category, basis.isEmpty() ? ChargeExemption.AGE : ChargeExemption.CONFIRMED, basis),
                answeredAt);
    }

    private static Requester requester(SplittableRandom patients, SplittableRandom random) {
        int pharmacy = (int) (PHARMACIES * Math.pow(patients.nextDouble(), UNEVEN));
        return new Requester(
                new OdsCode(String.format(Locale.ROOT, "F%05d", pharmacy)),
                new SdsUserId(String.format(Locale.ROOT, "5552%08d", pharmacy * PEOPLE + random.nextInt(PEOPLE))),
                new Asid(String.format(Locale.ROOT, "2000%08d", pharmacy)));
    }

    private static StatedPatient patient(long patient) {
        SplittableRandom random = new SplittableRandom(-patient);
        NhsNumber number = IntStream.iterate(400_000_000, first -> first < 1_000_000_000, first -> first + 100_000_000)
                .mapToObj(first -> ExampleChecks.nhsNumber(first + (int) patient))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        return new StatedPatient(
                number,
                new DateOfBirth(LocalDate.of(1936, 1, 1).plusDays(random.nextInt(32_000))),
                new Postcode(AREAS.get(random.nextInt(AREAS.size())) + (1 + random.nextInt(20)) + " "
                        + (1 + random.nextInt(9)) + letter(random) + letter(random)),
                new Surname(uneven(BEGINNINGS, random) + uneven(ENDINGS, random)),
                Optional.empty());
    }

    private static String uneven(List<String> parts, SplittableRandom random) {
        return parts.get((int) (parts.size() * Math.pow(random.nextDouble(), UNEVEN)));
    }

    private static char letter(SplittableRandom random) {
        return "ABDEFGHJLNPQRSTUWXYZ".charAt(random.nextInt(20));
    }

    /** Of different numbers below 2^24 different ones, in no order. */
    private static PrescriptionId prescription(long number) {
        long scattered = number * 0x9E3779B1L;
        return ExampleChecks.prescription((int) (scattered & 0xFFFFFF), (int) (scattered >>> 24 & 0xFFFFF));
    }
}
