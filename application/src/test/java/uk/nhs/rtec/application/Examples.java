package uk.nhs.rtec.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Suspension;
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
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** People, prescriptions, certificates and checks that never were, for tests. */
public final class Examples {

    /** A moment with every digit that a store must keep, in British summer time. */
    public static final Instant NOON = Instant.parse("2026-06-01T11:00:00.123456Z");

    /** The day of {@link #NOON}. */
    public static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    public static final Requester PHARMACY =
            new Requester(new OdsCode("FA565"), new SdsUserId("555021935107"), new Asid("200000001234"));

    public static final Requester OTHER_PHARMACY =
            new Requester(new OdsCode("FX123"), new SdsUserId("555021935108"), new Asid("200000005678"));

    /** Someone who keeps the register. */
    public static final Officer REGISTER_OFFICER = new Officer(new OdsCode("RQFZ1"), new SdsUserId("555021935110"));

    /** The register officer, at {@link #NOON}. */
    public static final Authorship AUTHORSHIP = new Authorship(REGISTER_OFFICER, NOON);

    public static final PrescriptionId PRESCRIPTION = new PrescriptionId("471BC8-P83027-34B75X");

    public static final StatedPatient PETER_PARKER = new StatedPatient(
            new NhsNumber("9434765919"),
            new DateOfBirth(LocalDate.of(2010, 1, 1)),
            new Postcode("NE32JH"),
            new Surname("Parker"),
            Optional.of(new Forename("Peter")));

    public static final ExemptionCertificate MATERNITY = certificate("MAT-2026/0001", ExemptionCategory.MATERNITY);

    public static final ExemptionCertificate MEDICAL = certificate("MED.42", ExemptionCategory.MEDICAL);

    private static final String CHECK_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+";

    private Examples() {}

    /** An NHS number that is right; another one for each index from 0 to 9,999,999. */
    public static NhsNumber nhsNumber(int index) {
        return IntStream.range(0, 100)
                .mapToObj(ending -> String.format(Locale.ROOT, "9%07d%02d", index, ending))
                .map(NhsNumber::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** A prescription ID that is right; another one for each index from 0 to 1,048,575. */
    public static PrescriptionId prescription(int index) {
        String body = String.format(Locale.ROOT, "%06X-A83008-%05X", index, index);
        return CHECK_CHARACTERS
                .chars()
                .mapToObj(character -> PrescriptionId.parse(body + (char) character))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** A certificate that is valid half a year before and after {@link #TODAY}. */
    public static ExemptionCertificate certificate(String number, ExemptionCategory category) {
        return new ExemptionCertificate(
                new CertificateNumber(number), category, new Validity(TODAY.minusDays(183), TODAY.plusDays(183)));
    }

    /** The record in which the demographics say what the patient says. */
    public static PatientRecord recordOf(StatedPatient patient) {
        return new PatientRecord(
                patient.nhsNumber(),
                Optional.of(patient.dateOfBirth()),
                Optional.of(patient.postcode()),
                Optional.of(patient.surname()),
                patient.forename(),
                Set.of());
    }

    /** A check of Peter Parker under a new name and without a request id, that found his maternity certificate within 87 ms. */
    public static ExampleCheck check() {
        OpenCheck asked = new OpenCheck(
                new CheckId(UUID.randomUUID()), PHARMACY, PETER_PARKER, PRESCRIPTION, RequestReference.none(), NOON);
        return new ExampleCheck(
                asked,
                new CheckFindings(
                        new PatientTrace.Traced(recordOf(PETER_PARKER)),
                        found(PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS),
                        CertificateSearch.answered(List.of(MATERNITY))),
                exemptionFound(),
                Duration.of(87_654, ChronoUnit.MICROS));
    }

    /** That the maternity certificate answers. */
    public static ExemptionFound exemptionFound() {
        return new ExemptionFound(
                ChargeExemption.MATERNITY, ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE, List.of(MATERNITY));
    }

    /** Nothing could be said, since the demographics did not answer. */
    public static Undetermined undetermined() {
        return new Undetermined(Undetermined.Source.PDS, Silence.TIMED_OUT);
    }

    /** Checks that between them have every outcome, every way a source can answer, and every value of every vocabulary. */
    public static List<ExampleCheck> everyKindOfCheck() {
        ExampleCheck ordinary = check();
        List<ExampleCheck> checks = new ArrayList<>();
        everyOutcome().forEach(outcome -> checks.add(ordinary.ending(outcome)));
        everyPatientTrace()
                .forEach(trace -> checks.add(ordinary.finding(new CheckFindings(
                        trace,
                        ordinary.findings().prescription(),
                        ordinary.findings().certificates()))));
        everyPrescriptionTrace()
                .forEach(trace -> checks.add(ordinary.finding(new CheckFindings(
                        ordinary.findings().patient(),
                        trace,
                        ordinary.findings().certificates()))));
        everySearch()
                .forEach(search -> checks.add(ordinary.finding(new CheckFindings(
                        ordinary.findings().patient(), ordinary.findings().prescription(), search))));
        everyStatedPatient().forEach(patient -> checks.add(ordinary.of(patient)));
        everyReference().forEach(reference -> checks.add(ordinary.referredToAs(reference)));
        checks.add(ordinary.by(new Requester(new OdsCode("A1B"), new SdsUserId("1234"), new Asid("000000000000"))));
        checks.add(ordinary.by(new Requester(
                new OdsCode("ABCDEFGHIJ"), new SdsUserId("12345678901234567890"), new Asid("999999999999"))));
        checks.add(ordinary.askedAt(Instant.parse("2026-03-29T00:59:59.999999Z")));
        checks.add(ordinary.askedAt(Instant.parse("2026-10-25T00:30:00Z")));
        checks.add(ordinary.askedAt(Instant.parse("2026-10-25T01:30:00Z")));
        checks.add(ordinary.of(prescription(37)));
        return checks.stream().map(check -> check.withId(UUID.randomUUID())).toList();
    }

    private static Stream<CheckOutcome> everyOutcome() {
        Stream<CheckOutcome> undetermined = Arrays.stream(Undetermined.Source.values())
                .flatMap(source -> Arrays.stream(Silence.values()).map(silence -> new Undetermined(source, silence)));
        Stream<CheckOutcome> notChecked =
                Arrays.stream(NotChecked.Reason.values()).map(NotChecked::new);
        Stream<CheckOutcome> found = Arrays.stream(ChargeExemption.values())
                .map(value -> new ExemptionFound(value, value, List.of(MATERNITY)));
        Stream<CheckOutcome> others = Stream.of(
                new NoExemptionFound(),
                new ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of()),
                new ExemptionFound(
                        ChargeExemption.MEDICAL,
                        ChargeExemption.CONFIRMED,
                        List.of(
                                MEDICAL,
                                MATERNITY,
                                certificate("2", ExemptionCategory.LOW_INCOME),
                                certificate("1", ExemptionCategory.LOW_INCOME))));
        return Stream.of(undetermined, notChecked, found, others).flatMap(outcomes -> outcomes);
    }

    private static Stream<PatientTrace> everyPatientTrace() {
        Stream<PatientTrace> silent = Arrays.stream(Silence.values()).map(PatientTrace.NoAnswer::new);
        Stream<PatientTrace> untraced =
                Arrays.stream(PatientTrace.Untraced.Reason.values()).map(PatientTrace.Untraced::new);
        Stream<PatientTrace> traced = Stream.of(
                        recordWithout(Set.of()),
                        recordWithout(Set.of(PatientRecord.Mark.DECEASED)),
                        recordWithout(Set.of(PatientRecord.Mark.RESTRICTED)),
                        recordWithout(Set.of(PatientRecord.Mark.values())),
                        new PatientRecord(
                                nhsNumber(7),
                                Optional.of(new DateOfBirth(LocalDate.of(1850, 1, 1))),
                                Optional.of(new Postcode("w1a 1aa")),
                                Optional.of(new Surname("Ødegård")),
                                Optional.empty(),
                                Set.of()))
                .map(PatientTrace.Traced::new);
        Stream<PatientTrace> tracedBefore = Stream.of(new PatientTrace.Traced(
                recordOf(PETER_PARKER), Optional.of(NOON.minusSeconds(299).plusNanos(1_000))));
        return Stream.of(silent, untraced, traced, tracedBefore).flatMap(traces -> traces);
    }

    /** A record that has nothing but a number. */
    private static PatientRecord recordWithout(Set<PatientRecord.Mark> marks) {
        return new PatientRecord(
                nhsNumber(8), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), marks);
    }

    private static Stream<PrescriptionTrace> everyPrescriptionTrace() {
        Stream<PrescriptionTrace> silent = Arrays.stream(Silence.values()).map(PrescriptionTrace.NoAnswer::new);
        Stream<PrescriptionTrace> found = Arrays.stream(PrescriptionState.values())
                .flatMap(state -> Arrays.stream(PrescriptionOrigin.values()).map(origin -> found(state, origin)));
        Stream<PrescriptionTrace> others =
                Stream.of(new PrescriptionTrace.NotFound(), new PrescriptionTrace.IssueNotFound());
        return Stream.of(silent, found, others).flatMap(traces -> traces);
    }

    private static PrescriptionTrace found(PrescriptionState state, PrescriptionOrigin origin) {
        return new PrescriptionTrace.Found(new TrackedPrescription(PETER_PARKER.nhsNumber(), state, origin));
    }

    private static Stream<CertificateSearch> everySearch() {
        Stream<CertificateSearch> silent = Arrays.stream(Silence.values()).map(CertificateSearch::silent);
        Stream<CertificateSearch> partly = Arrays.stream(Silence.values())
                .map(silence -> new CertificateSearch(List.of(MATERNITY, MEDICAL), Optional.of(silence)));
        List<ExemptionCertificate> oneOfEach = Arrays.stream(ExemptionCategory.values())
                .map(category -> certificate("N" + category.code(), category))
                .toList();
        Stream<CertificateSearch> others = Stream.of(
                CertificateSearch.notNeeded(),
                CertificateSearch.answered(oneOfEach),
                CertificateSearch.answered(List.of(MEDICAL, MATERNITY)),
                CertificateSearch.answered(List.of(
                        MEDICAL.revoked(new Revocation(TODAY.plusDays(1), "r".repeat(Revocation.LONGEST_REASON))),
                        MATERNITY.revoked(new Revocation(TODAY, "issued in error – \uD835\uDC00")))),
                CertificateSearch.answered(List.of(
                        MEDICAL.suspended(Optional.of(new Suspension(NOON.plusNanos(1_000)))),
                        MATERNITY.revoked(new Revocation(TODAY, "lost")).suspended(Optional.of(new Suspension(NOON))))),
                CertificateSearch.answered(List.of(new ExemptionCertificate(
                        new CertificateNumber("4".repeat(40)),
                        ExemptionCategory.MEDICAL,
                        new Validity(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31))))));
        return Stream.of(silent, partly, others).flatMap(searches -> searches);
    }

    private static Stream<StatedPatient> everyStatedPatient() {
        return Stream.of(
                new StatedPatient(
                        nhsNumber(1),
                        new DateOfBirth(LocalDate.of(2024, 2, 29)),
                        new Postcode("sw1a 2aa"),
                        new Surname("O’Brien-Šmítová St. John"),
                        Optional.empty()),
                new StatedPatient(
                        nhsNumber(2),
                        new DateOfBirth(LocalDate.of(1850, 1, 1)),
                        new Postcode("M11AE"),
                        new Surname("'" + "\uD835\uDC00".repeat(34)),
                        Optional.of(new Forename("\uD835\uDC00".repeat(35)))),
                new StatedPatient(
                        nhsNumber(3),
                        new DateOfBirth(LocalDate.of(1916, 5, 21)),
                        new Postcode("NE3 2JH"),
                        new Surname("e\u0301"),
                        Optional.of(new Forename("\u00e9"))));
    }

    private static Stream<RequestReference> everyReference() {
        return Stream.of(
                new RequestReference(Optional.of(UUID.randomUUID()), Optional.of("c".repeat(255))),
                new RequestReference(Optional.of(UUID.randomUUID()), Optional.empty()),
                new RequestReference(Optional.empty(), Optional.of("correlated")),
                new RequestReference(Optional.empty(), Optional.of("")),
                RequestReference.none());
    }
}
