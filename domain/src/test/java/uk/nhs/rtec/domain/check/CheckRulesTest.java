package uk.nhs.rtec.domain.check;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.domain.check.Samples.CHECK;
import static uk.nhs.rtec.domain.check.Samples.NUMBER;
import static uk.nhs.rtec.domain.check.Samples.SURVIVING;
import static uk.nhs.rtec.domain.check.Samples.TRACED;
import static uk.nhs.rtec.domain.check.Samples.TRACKED;
import static uk.nhs.rtec.domain.check.Samples.certificate;
import static uk.nhs.rtec.domain.check.Samples.marked;
import static uk.nhs.rtec.domain.check.Samples.record;
import static uk.nhs.rtec.domain.check.Samples.stated;
import static uk.nhs.rtec.domain.check.Samples.traced;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined.Source;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;

final class CheckRulesTest {

    private static final ExemptionCertificate MEDICAL = certificate("C-1", ExemptionCategory.MEDICAL, "2028-12-31");
    private static final ExemptionCertificate EXPIRED = certificate("C-2", ExemptionCategory.MEDICAL, "2026-02-02");

    /** Who the patient turns out to be. */
    private enum Patient {
        FORTY,
        CHILD,
        REFUSED,
        REFUSED_CHILD,
        SILENT
    }

    /** What the tracker says. */
    private enum Tracker {
        FINE,
        UNKNOWN,
        SILENT
    }

    /** What the register says. */
    private enum Register {
        NOTHING,
        EXPIRED_ONLY,
        HOLDS_ONE,
        SILENT,
        HOLDS_ONE_AND_ANOTHER_SOURCE_IS_SILENT
    }

    /** The result is 503 with the silent source, 0002, 9180, "none" or the reason of not checking. */
    @ParameterizedTest(name = "{0}, tracker {1}: advisory {7}")
    @CsvSource(textBlock = """
                    # patient,      tracker, register says: nothing,      expired only,         holds one,            is silent,        one and silent, required policy
                    FORTY,         FINE,    none,                 none,                 9180,                 REGISTER, 9180,                 same
                    FORTY,         UNKNOWN, PRESCRIPTION_UNKNOWN, PRESCRIPTION_UNKNOWN, PRESCRIPTION_UNKNOWN, REGISTER, REGISTER,             same
                    FORTY,         SILENT,  none,                 none,                 9180,                 REGISTER, 9180,                 TRACKER
                    CHILD,         FINE,    0002,                 0002,                 0002,                 0002,     0002,                 same
                    CHILD,         UNKNOWN, PRESCRIPTION_UNKNOWN, PRESCRIPTION_UNKNOWN, PRESCRIPTION_UNKNOWN, REGISTER, REGISTER,             same
                    CHILD,         SILENT,  0002,                 0002,                 0002,                 0002,     0002,                 TRACKER
                    REFUSED,       FINE,    PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   REGISTER, REGISTER,             same
                    REFUSED,       UNKNOWN, PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   REGISTER, REGISTER,             same
                    REFUSED,       SILENT,  PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   REGISTER, REGISTER,             TRACKER
                    REFUSED_CHILD, FINE,    PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   REGISTER, REGISTER,             same
                    REFUSED_CHILD, UNKNOWN, PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   REGISTER, REGISTER,             same
                    REFUSED_CHILD, SILENT,  PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   PATIENT_RESTRICTED,   REGISTER, REGISTER,             TRACKER
                    SILENT,        FINE,    PDS,                  PDS,                  PDS,                  PDS,      PDS,                  same
                    SILENT,        UNKNOWN, PDS,                  PDS,                  PDS,                  PDS,      PDS,                  same
                    SILENT,        SILENT,  PDS,                  PDS,                  PDS,                  PDS,      PDS,                  same
                    """)
    void everyCombinationOfWhatTheSourcesSay(
            Patient patient,
            Tracker tracker,
            String nothing,
            String expiredOnly,
            String holdsOne,
            String silent,
            String oneAndSilent,
            String required) {
        for (Register register : Register.values()) {
            CheckFindings findings = new CheckFindings(trace(patient), trace(tracker), search(register));
            String expected =
                    switch (register) {
                        case NOTHING -> nothing;
                        case EXPIRED_ONLY -> expiredOnly;
                        case HOLDS_ONE -> holdsOne;
                        case SILENT -> silent;
                        case HOLDS_ONE_AND_ANOTHER_SOURCE_IS_SILENT -> oneAndSilent;
                    };

            assertThat(named(rules(PrescriptionCheckPolicy.ADVISORY).decide(checkOf(patient), findings)))
                    .as("advisory, register: %s", register)
                    .isEqualTo(expected);
            assertThat(named(rules(PrescriptionCheckPolicy.REQUIRED).decide(checkOf(patient), findings)))
                    .as("required, register: %s", register)
                    .isEqualTo(required.equals("same") ? expected : required);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theKindOfSilenceIsTold(Silence silence) {
        CheckRules required = rules(PrescriptionCheckPolicy.REQUIRED);
        PrescriptionTrace silentTracker = new PrescriptionTrace.NoAnswer(silence);

        assertThat(required.decide(
                        CHECK,
                        new CheckFindings(
                                new PatientTrace.NoAnswer(silence), silentTracker, CertificateSearch.notNeeded())))
                .isEqualTo(new Undetermined(Source.PDS, silence));
        assertThat(required.decide(CHECK, new CheckFindings(TRACED, silentTracker, CertificateSearch.notNeeded())))
                .isEqualTo(new Undetermined(Source.PRESCRIPTION_TRACKER, silence));
        assertThat(required.decide(CHECK, new CheckFindings(TRACED, TRACKED, CertificateSearch.silent(silence))))
                .isEqualTo(new Undetermined(Source.EXEMPTION_REGISTER, silence));
    }

    @ParameterizedTest
    @EnumSource
    void ageIsDisclosedUnderEveryPolicy(DisclosurePolicy policy) {
        CheckOutcome outcome = new CheckRules(policy, PrescriptionCheckPolicy.ADVISORY)
                .decide(
                        checkOf(Patient.CHILD),
                        new CheckFindings(trace(Patient.CHILD), TRACKED, CertificateSearch.notNeeded()));

        assertThat(outcome).isEqualTo(new ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of()));
    }

    @ParameterizedTest(name = "born {0}: {1} ({2})")
    @CsvSource({
        "2010-02-04, 0002, 16 tomorrow",
        "2010-02-03, none, 16 today",
        "2010-02-02, none, 16 yesterday",
        "1966-02-04, none, 60 tomorrow",
        "1966-02-03, 0002, 60 today",
        "1966-02-02, 0002, 60 yesterday"
    })
    void ageIsThatOfTheDayOfTheCheck(String born, String result, String remark) {
        OpenCheck check = Samples.check(stated("Parker", "Peter", "NE3 2JH", born));
        PatientTrace patient = traced(record(NUMBER, "Parker", "Peter", "NE3 2JH", born));

        assertThat(named(rules(PrescriptionCheckPolicy.ADVISORY)
                        .decide(check, new CheckFindings(patient, TRACKED, CertificateSearch.notNeeded()))))
                .as(remark)
                .isEqualTo(result);
    }

    @ParameterizedTest(name = "{4}")
    @MethodSource
    void ofSeveralCertificatesOneIsDisclosedAndEveryOneThatCountsIsTheBasis(
            List<ExemptionCertificate> held,
            ChargeExemption category,
            ChargeExemption disclosed,
            List<ExemptionCertificate> basis,
            String remark) {
        CheckRules rules = new CheckRules(DisclosurePolicy.CATEGORISED, PrescriptionCheckPolicy.ADVISORY);
        List<ExemptionCertificate> reversed = new ArrayList<>(held);
        Collections.reverse(reversed);
        for (List<ExemptionCertificate> inAnyOrder : List.of(held, reversed)) {
            assertThat(rules.decide(CHECK, new CheckFindings(TRACED, TRACKED, CertificateSearch.answered(inAnyOrder))))
                    .as(remark)
                    .isEqualTo(new ExemptionFound(category, disclosed, basis));
        }
    }

    static Stream<Arguments> ofSeveralCertificatesOneIsDisclosedAndEveryOneThatCountsIsTheBasis() {
        ExemptionCertificate maternity = certificate("M-1", ExemptionCategory.MATERNITY, "2026-12-31");
        ExemptionCertificate prepayment = certificate("P-1", ExemptionCategory.PREPAYMENT, "2026-01-02", "2027-01-01");
        ExemptionCertificate lowIncome = certificate("L-1", ExemptionCategory.LOW_INCOME, "2026-12-31");
        ExemptionCertificate secondMaternity = certificate("M-2", ExemptionCategory.MATERNITY, "2026-12-31");
        ExemptionCertificate past = certificate("M-3", ExemptionCategory.MATERNITY, "2026-02-02");
        ExemptionCertificate future = certificate("M-4", ExemptionCategory.MATERNITY, "2026-02-04", "2029-01-01");
        ExemptionCertificate taxCredit = certificate("T-1", ExemptionCategory.TAX_CREDIT, "2029-12-31");
        ExemptionCertificate warPension = certificate("W-1", ExemptionCategory.WAR_PENSION, "2039-12-31");
        ExemptionCertificate hormones = certificate("H-1", ExemptionCategory.HRT_PREPAYMENT, "2039-12-31");
        return Stream.of(
                Arguments.of(
                        List.of(maternity, prepayment),
                        ChargeExemption.PREPAYMENT,
                        ChargeExemption.PREPAYMENT_CONFIRMED,
                        List.of(prepayment, maternity),
                        "the one that ends last, though it comes later in the vocabulary"),
                Arguments.of(
                        List.of(lowIncome, maternity),
                        ChargeExemption.MATERNITY,
                        ChargeExemption.MATERNITY_CONFIRMED,
                        List.of(maternity, lowIncome),
                        "both end together: the order of the vocabulary"),
                Arguments.of(
                        List.of(secondMaternity, maternity),
                        ChargeExemption.MATERNITY,
                        ChargeExemption.MATERNITY_CONFIRMED,
                        List.of(maternity, secondMaternity),
                        "both end together and are of one category: the order of the numbers"),
                Arguments.of(
                        List.of(past, lowIncome, future),
                        ChargeExemption.LOW_INCOME,
                        ChargeExemption.LOW_INCOME_CONFIRMED,
                        List.of(lowIncome),
                        "one has ended, one has not begun"),
                Arguments.of(
                        List.of(taxCredit, lowIncome),
                        ChargeExemption.LOW_INCOME,
                        ChargeExemption.LOW_INCOME_CONFIRMED,
                        List.of(lowIncome),
                        "a tax credit certificate ends with tax credits, whatever is printed on it"),
                Arguments.of(
                        List.of(warPension, hormones, maternity),
                        ChargeExemption.MATERNITY,
                        ChargeExemption.MATERNITY_CONFIRMED,
                        List.of(maternity),
                        "what covers some items only is never the basis, though it ends last"));
    }

    @Test
    void onTheLastDayOfTaxCreditsTheCertificateEndsThatDayAndAnotherThatEndsLaterIsDisclosed() {
        ExemptionCertificate taxCredit = certificate("T-1", ExemptionCategory.TAX_CREDIT, "2029-12-31");
        ExemptionCertificate universalCredit = certificate("U-1", ExemptionCategory.UNIVERSAL_CREDIT, "2025-04-30");
        OpenCheck check = Samples.checkAt(Instant.parse("2025-04-05T12:00:00Z"));

        assertThat(rules(PrescriptionCheckPolicy.ADVISORY)
                        .decide(
                                check,
                                new CheckFindings(
                                        TRACED,
                                        TRACKED,
                                        CertificateSearch.answered(List.of(taxCredit, universalCredit)))))
                .isEqualTo(new ExemptionFound(
                        ChargeExemption.UNIVERSAL_CREDIT,
                        ChargeExemption.CONFIRMED,
                        List.of(universalCredit, taxCredit)));
    }

    /** Peter Parker holds both on 3 February 2026; what is printed begins on 1 January 2024 or, where the last day is near, covers the day. */
    @ParameterizedTest(name = "{0} to {1} revoked from {2}, {3} to {4} revoked from {5}: {6} on {7}")
    @CsvSource(textBlock = """
                    # one,         to,         revoked from, other,         to,         revoked from, answered on,      remark
                    MATERNITY,     2026-07-31, ,             MEDICAL,       2028-12-31, ,             MEDICAL MATERNITY, the one that ends last
                    MATERNITY,     2026-07-31, ,             MEDICAL,       2028-12-31, 2026-07-01,   MATERNITY MEDICAL, revoked before the other ends
                    MATERNITY,     2026-07-31, ,             MEDICAL,       2028-12-31, 2026-02-04,   MATERNITY MEDICAL, revoked from tomorrow: counts today
                    MATERNITY,     2026-07-31, ,             MEDICAL,       2028-12-31, 2026-02-03,   MATERNITY,         revoked from today
                    MATERNITY,     2026-07-31, 2026-02-03,   MEDICAL,       2028-12-31, 2025-01-01,   none,              both revoked
                    LOW_INCOME,    2028-12-30, ,             MEDICAL,       2030-12-31, ,             MEDICAL LOW_INCOME, five years from 1 January 2024
                    LOW_INCOME,    2029-01-01, ,             MEDICAL,       2030-12-31, ,             LOW_INCOME MEDICAL, five years end before the other
                    PREPAYMENT,    2026-12-31, ,             LOW_INCOME,    2026-03-31, ,             LOW_INCOME,         twelve months from 2024 are over
                    WAR_PENSION,   2028-12-31, ,             MATERNITY,     2026-07-31, ,             MATERNITY,          some items only
                    HRT_PREPAYMENT,2028-12-31, ,             WAR_PENSION,   2028-12-31, ,             none,               some items only
                    TAX_CREDIT,    2028-12-31, ,             UNIVERSAL_CREDIT, 2026-02-11, ,          UNIVERSAL_CREDIT,   tax credits have ended
                    """)
    void ofTwoAtOnceEachCountsAsLongAsItsRulesLetIt(
            ExemptionCategory one,
            String oneTo,
            @Nullable LocalDate oneRevoked,
            ExemptionCategory other,
            String otherTo,
            @Nullable LocalDate otherRevoked,
            String answeredOn,
            String remark) {
        CertificateSearch held = CertificateSearch.answered(List.of(
                perhapsRevoked(certificate("C-1", one, oneTo), oneRevoked),
                perhapsRevoked(certificate("C-2", other, otherTo), otherRevoked)));

        CheckOutcome outcome =
                rules(PrescriptionCheckPolicy.ADVISORY).decide(CHECK, new CheckFindings(TRACED, TRACKED, held));

        assertThat(outcome.<String>map(
                        found -> found.basis().stream()
                                .map(certificate -> certificate.category().name())
                                .collect(Collectors.joining(" ")),
                        notFound -> "none",
                        notChecked -> "not checked",
                        undetermined -> "undetermined"))
                .as(remark)
                .isEqualTo(answeredOn);
    }

    private static ExemptionCertificate perhapsRevoked(ExemptionCertificate certificate, @Nullable LocalDate from) {
        return from == null ? certificate : certificate.revoked(new Revocation(from, "issued in error"));
    }

    @ParameterizedTest
    @EnumSource(names = {"WAR_PENSION", "HRT_PREPAYMENT"})
    void whatCoversSomeItemsOnlyIsNoExemptionFound(ExemptionCategory category) {
        CertificateSearch held = CertificateSearch.answered(List.of(certificate("C-1", category, "2028-12-31")));

        assertThat(rules(PrescriptionCheckPolicy.ADVISORY).decide(CHECK, new CheckFindings(TRACED, TRACKED, held)))
                .isEqualTo(new NoExemptionFound());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WAR_PENSION", "HRT_PREPAYMENT", "TAX_CREDIT"})
    void everyOtherCategoryIsFoundAndTheLedgerLearnsTheTrueOne(ExemptionCategory category) {
        ExemptionCertificate certificate = certificate("C-1", category, "2026-01-12", "2026-02-11");

        for (DisclosurePolicy policy : DisclosurePolicy.values()) {
            assertThat(new CheckRules(policy, PrescriptionCheckPolicy.ADVISORY)
                            .decide(
                                    CHECK,
                                    new CheckFindings(
                                            TRACED, TRACKED, CertificateSearch.answered(List.of(certificate)))))
                    .isEqualTo(
                            new ExemptionFound(category.exemption(), policy.disclosed(category), List.of(certificate)));
        }
    }

    @ParameterizedTest(name = "{0}, tracker {1}: looked for when advisory {2}, when required {3}")
    @CsvSource({
        "FORTY,         FINE,    true,  true",
        "FORTY,         UNKNOWN, true,  true",
        "FORTY,         SILENT,  true,  false",
        "CHILD,         FINE,    false, false",
        "CHILD,         UNKNOWN, true,  true",
        "CHILD,         SILENT,  false, false",
        "REFUSED,       FINE,    true,  true",
        "REFUSED,       UNKNOWN, true,  true",
        "REFUSED,       SILENT,  true,  false",
        "REFUSED_CHILD, FINE,    true,  true",
        "REFUSED_CHILD, UNKNOWN, true,  true",
        "REFUSED_CHILD, SILENT,  true,  false",
        "SILENT,        FINE,    false, false",
        "SILENT,        UNKNOWN, false, false",
        "SILENT,        SILENT,  false, false"
    })
    void theRegisterIsAskedWhenTheAnswerHangsOnItAndWhenTheSoonerAnswerWouldGiveSomethingAway(
            Patient patient, Tracker tracker, boolean advisory, boolean required) {
        OpenCheck check = checkOf(patient);

        assertThat(rules(PrescriptionCheckPolicy.ADVISORY).toLookFor(check, trace(patient), trace(tracker)))
                .matches(person -> person.isPresent() == advisory, "present: " + advisory);
        assertThat(rules(PrescriptionCheckPolicy.REQUIRED).toLookFor(check, trace(patient), trace(tracker)))
                .matches(person -> person.isPresent() == required, "present: " + required);
    }

    @Test
    void theTracedDetailsAreLookedForUnderBothNumbers() {
        PatientTrace superseded = traced(record(SURVIVING, "O’Brien", null, "NE3 2JH", "1985-06-15"));
        OpenCheck check = Samples.check(stated("OBRIEN", "Peter", "NE32JH", "1985-06-15"));

        assertThat(rules(PrescriptionCheckPolicy.ADVISORY).toLookFor(check, superseded, TRACKED))
                .contains(new SoughtPerson(
                        Set.of(NUMBER, SURVIVING),
                        new DateOfBirth(LocalDate.of(1985, 6, 15)),
                        Optional.of(new Surname("O’Brien")),
                        Optional.of(new Postcode("NE3 2JH")),
                        Optional.empty()));
    }

    @Test
    void theStatedDetailsAreLookedForWhenTheNumberLeadsToNobody() {
        assertThat(rules(PrescriptionCheckPolicy.ADVISORY)
                        .toLookFor(CHECK, new Untraced(Untraced.Reason.UNKNOWN), TRACKED))
                .contains(new SoughtPerson(
                        Set.of(NUMBER),
                        new DateOfBirth(LocalDate.of(1985, 6, 15)),
                        Optional.of(new Surname("Parker")),
                        Optional.of(new Postcode("NE3 2JH")),
                        Optional.of(new Forename("Peter"))));
    }

    private static CheckRules rules(PrescriptionCheckPolicy policy) {
        return new CheckRules(DisclosurePolicy.PUBLISHED, policy);
    }

    private static OpenCheck checkOf(Patient patient) {
        boolean child = patient == Patient.CHILD || patient == Patient.REFUSED_CHILD;
        return child ? Samples.check(stated("Parker", "Peter", "NE3 2JH", "2015-06-15")) : CHECK;
    }

    private static PatientTrace trace(Patient patient) {
        return switch (patient) {
            case FORTY -> TRACED;
            case CHILD -> traced(record(NUMBER, "Parker", "Peter", "NE3 2JH", "2015-06-15"));
            case REFUSED -> marked(Mark.RESTRICTED);
            case REFUSED_CHILD -> traced(record(NUMBER, "Parker", "Peter", "NE3 2JH", "2015-06-15", Mark.RESTRICTED));
            case SILENT -> new PatientTrace.NoAnswer(Silence.UNREACHABLE);
        };
    }

    private static PrescriptionTrace trace(Tracker tracker) {
        return switch (tracker) {
            case FINE -> TRACKED;
            case UNKNOWN -> new PrescriptionTrace.NotFound();
            case SILENT -> new PrescriptionTrace.NoAnswer(Silence.UNREADABLE);
        };
    }

    private static CertificateSearch search(Register register) {
        return switch (register) {
            case NOTHING -> CertificateSearch.answered(List.of());
            case EXPIRED_ONLY -> CertificateSearch.answered(List.of(EXPIRED));
            case HOLDS_ONE -> CertificateSearch.answered(List.of(EXPIRED, MEDICAL));
            case SILENT -> CertificateSearch.silent(Silence.TIMED_OUT);
            case HOLDS_ONE_AND_ANOTHER_SOURCE_IS_SILENT ->
                new CertificateSearch(List.of(MEDICAL), Optional.of(Silence.TIMED_OUT));
        };
    }

    private static String named(CheckOutcome outcome) {
        return outcome.map(
                found -> found.disclosed().code(),
                notFound -> "none",
                notChecked -> notChecked.reason().name(),
                undetermined -> switch (undetermined.source()) {
                    case PDS -> "PDS";
                    case PRESCRIPTION_TRACKER -> "TRACKER";
                    case EXEMPTION_REGISTER -> "REGISTER";
                });
    }
}
