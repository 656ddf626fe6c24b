package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.PRESCRIPTION;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.Examples.prescription;
import static uk.nhs.rtec.application.Examples.undetermined;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every history of checks owes. */
public interface CheckHistoryContract {

    /** Fills the history; empty when a test begins. */
    CheckLedger ledger();

    /** The history under test. */
    CheckHistory history();

    @Test
    default void anEmptyHistoryHasNothing() {
        assertThat(history().find(everyCheck().query()))
                .isEqualTo(new CheckPage(List.of(), Optional.empty(), 0, false));
        assertThat(history().check(new CheckId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    default void withoutAConditionEveryCheckIsFoundNewestFirst() {
        RecordedCheck middle = recorded(check());
        RecordedCheck newest = recorded(check().askedAt(NOON.plusSeconds(1)));
        RecordedCheck oldest = recorded(check().askedAt(NOON.minusSeconds(1)));
        assertThat(found(everyCheck())).containsExactly(newest, middle, oldest);
    }

    @Test
    default void ofChecksAskedAtOneMomentTheGreaterIdComesFirst() {
        List<RecordedCheck> ascending = Stream.of(
                        "00000000-0000-4000-8000-000000000001",
                        "00000000-0000-4000-bfff-ffffffffffff",
                        "7fffffff-ffff-4fff-8000-000000000000",
                        "80000000-0000-4000-8000-000000000000",
                        "ffffffff-ffff-4fff-bfff-ffffffffffff")
                .map(id -> recorded(check().withId(UUID.fromString(id))))
                .toList();
        assertThat(found(everyCheck())).containsExactlyElementsOf(reversed(ascending));
    }

    @Test
    default void aCheckIsFoundByItsPrescription() {
        recorded(check().of(prescription(1)));
        RecordedCheck wanted = recorded(check());
        assertThat(found(everyCheck().of(PRESCRIPTION))).containsExactly(wanted);
        assertThat(history().find(everyCheck().of(PRESCRIPTION).query()).checks())
                .containsExactly(wanted);
    }

    @Test
    default void aCheckIsFoundByTheStatedAndByTheTracedNumber() {
        ExampleCheck superseded = check().finding(new CheckFindings(
                new PatientTrace.Traced(new PatientRecord(
                        nhsNumber(1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of())),
                check().findings().prescription(),
                check().findings().certificates()));
        RecordedCheck wanted = recorded(superseded);
        recorded(check().of(patient(nhsNumber(2))).finding(superseded.findings()));
        assertThat(found(everyCheck().of(PETER_PARKER.nhsNumber()))).containsExactly(wanted);
        assertThat(found(everyCheck().of(nhsNumber(1)))).hasSize(2).contains(wanted);
        assertThat(found(everyCheck().of(nhsNumber(2)))).hasSize(1).doesNotContain(wanted);
        assertThat(found(everyCheck().of(nhsNumber(3)))).isEmpty();
    }

    @Test
    default void aCheckIsFoundByTheStatedSurnameInAnySpellingWithTheBirthday() {
        RecordedCheck wanted = recorded(check().of(patient("O’Brien-Smítová", LocalDate.of(1980, 2, 29))));
        recorded(check().of(patient("O’Brien-Smítová", LocalDate.of(1980, 2, 28))));
        recorded(check().of(patient("Brien-Smítová", LocalDate.of(1980, 2, 29))));
        assertThat(found(everyCheck().of(new Surname("OBRIEN SMITOVA"), new DateOfBirth(LocalDate.of(1980, 2, 29)))))
                .containsExactly(wanted);
        assertThat(found(everyCheck().of(new Surname("Obrien"), new DateOfBirth(LocalDate.of(1980, 2, 29)))))
                .isEmpty();
    }

    @Test
    default void aCheckIsFoundByTheStatedPostcodeInAnySpelling() {
        RecordedCheck wanted = recorded(check().of(patient(new Postcode("ne3 2jh"))));
        RecordedCheck later =
                recorded(check().of(patient(new Postcode("NE32JH"))).askedAt(NOON.plus(Duration.ofDays(40))));
        recorded(check().of(patient(new Postcode("NE32JJ"))));
        assertThat(found(everyCheck().of(new Postcode("Ne32jH")))).containsExactly(later, wanted);
        assertThat(found(everyCheck().of(new Postcode("Ne32jH")).of(PETER_PARKER.nhsNumber())))
                .containsExactly(later, wanted);
        assertThat(found(everyCheck().of(new Postcode("NE32JH")).of(nhsNumber(3))))
                .isEmpty();
        assertThat(found(everyCheck().of(new Postcode("NE32JK")))).isEmpty();
    }

    @Test
    default void aCheckIsFoundByTheReasonOfItsOutcome() {
        RecordedCheck byAge = recorded(
                check().ending(new CheckOutcome.ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of())));
        RecordedCheck byCertificate = recorded(check());
        recorded(check().ending(new CheckOutcome.NoExemptionFound()));
        Map<String, RecordedCheck> others = new LinkedHashMap<>();
        for (CheckOutcome.NotChecked.Reason reason : CheckOutcome.NotChecked.Reason.values()) {
            others.put(reason.name(), recorded(check().ending(new CheckOutcome.NotChecked(reason))));
        }
        for (CheckOutcome.Undetermined.Source source : CheckOutcome.Undetermined.Source.values()) {
            for (Silence silence : Silence.values()) {
                others.put(
                        source + "_" + silence,
                        recorded(check().ending(new CheckOutcome.Undetermined(source, silence))));
            }
        }
        assertThat(found(everyCheck().ending(new OutcomeReason.Age()))).containsExactly(byAge);
        assertThat(found(everyCheck().ending(new OutcomeReason.Certificate()))).containsExactly(byCertificate);
        others.forEach((word, wanted) -> assertThat(
                        found(everyCheck().ending(OutcomeReason.ofWord(word).orElseThrow())))
                .as(word)
                .containsExactly(wanted));
    }

    @Test
    default void aPatientIsFoundAcrossMonths() {
        RecordedCheck earlier = recorded(check().askedAt(NOON.minus(Duration.ofDays(40))));
        RecordedCheck later = recorded(check());
        recorded(check().of(patient(nhsNumber(2))).of(prescription(1)));
        assertThat(found(everyCheck().of(PETER_PARKER.surname(), PETER_PARKER.dateOfBirth())))
                .contains(later, earlier);
        assertThat(found(everyCheck().of(PETER_PARKER.nhsNumber()).of(PRESCRIPTION)))
                .containsExactly(later, earlier);
        assertThat(found(everyCheck()
                        .of(PETER_PARKER.nhsNumber())
                        .of(PRESCRIPTION)
                        .to(NOON)))
                .containsExactly(earlier);
        assertThat(found(everyCheck()
                        .of(PETER_PARKER.nhsNumber())
                        .of(PRESCRIPTION)
                        .from(NOON)))
                .containsExactly(later);
    }

    @Test
    default void aCheckAskedInOneMonthAndAnsweredInTheNextIsFoundByItsQuestionsMonth() {
        RecordedCheck atMidnight = recorded(check().askedAt(Instant.parse("2026-06-30T23:59:59.999Z")));
        assertThat(found(everyCheck()
                        .of(PETER_PARKER.nhsNumber())
                        .from(Instant.parse("2026-06-30T00:00:00Z"))
                        .to(Instant.parse("2026-07-01T00:00:00Z"))))
                .containsExactly(atMidnight);
    }

    @Test
    default void aCheckIsFoundByEachPartOfItsRequester() {
        RecordedCheck wanted = recorded(check());
        recorded(check().by(OTHER_PHARMACY));
        assertThat(found(everyCheck().by(PHARMACY.organisation()))).containsExactly(wanted);
        assertThat(found(everyCheck().by(PHARMACY.practitioner()))).containsExactly(wanted);
        assertThat(found(everyCheck().by(PHARMACY.system()))).containsExactly(wanted);
    }

    @Test
    default void fromIncludesItsMomentAndToDoesNot() {
        RecordedCheck before = recorded(check().askedAt(NOON.minusNanos(1000)));
        RecordedCheck at = recorded(check().askedAt(NOON));
        RecordedCheck after = recorded(check().askedAt(NOON.plusNanos(1000)));
        assertThat(found(everyCheck().from(NOON))).containsExactly(after, at);
        assertThat(found(everyCheck().to(NOON))).containsExactly(before);
        assertThat(found(everyCheck().from(NOON).to(NOON.plusNanos(1000)))).containsExactly(at);
        assertThat(found(everyCheck().from(NOON).to(NOON))).isEmpty();
    }

    @Test
    default void aCheckIsFoundByTheKindOfItsOutcome() {
        RecordedCheck found = recorded(check());
        RecordedCheck notFound = recorded(check().ending(new CheckOutcome.NoExemptionFound()));
        RecordedCheck notChecked =
                recorded(check().ending(new CheckOutcome.NotChecked(CheckOutcome.NotChecked.Reason.PATIENT_UNKNOWN)));
        RecordedCheck undetermined = recorded(check().ending(undetermined()));
        assertThat(found(everyCheck().ending(OutcomeKind.EXEMPTION_FOUND))).containsExactly(found);
        assertThat(found(everyCheck().ending(OutcomeKind.NO_EXEMPTION_FOUND))).containsExactly(notFound);
        assertThat(found(everyCheck().ending(OutcomeKind.NOT_CHECKED))).containsExactly(notChecked);
        assertThat(found(everyCheck().ending(OutcomeKind.UNDETERMINED))).containsExactly(undetermined);
    }

    @Test
    default void aCheckIsFoundByWhatWasDisclosedAndByTheTrueCategory() {
        RecordedCheck maternity = recorded(check());
        RecordedCheck medical = recorded(check().ending(new CheckOutcome.ExemptionFound(
                ChargeExemption.MEDICAL, ChargeExemption.CONFIRMED, List.of())));
        recorded(check().ending(new CheckOutcome.NoExemptionFound()));
        assertThat(found(everyCheck().disclosing(ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE)))
                .containsExactly(maternity);
        assertThat(found(everyCheck().disclosing(ChargeExemption.CONFIRMED))).containsExactly(medical);
        assertThat(found(everyCheck().becauseOf(ChargeExemption.MATERNITY))).containsExactly(maternity);
        assertThat(found(everyCheck().becauseOf(ChargeExemption.MEDICAL))).containsExactly(medical);
        assertThat(found(everyCheck().becauseOf(ChargeExemption.CONFIRMED))).isEmpty();
    }

    @Test
    default void everyConditionMustBeMet() {
        ExampleQuery all = everyCheck()
                .of(PRESCRIPTION)
                .of(PETER_PARKER.nhsNumber())
                .of(PETER_PARKER.surname(), PETER_PARKER.dateOfBirth())
                .of(PETER_PARKER.postcode())
                .by(PHARMACY.organisation())
                .by(PHARMACY.practitioner())
                .by(PHARMACY.system())
                .from(NOON)
                .to(NOON.plusSeconds(1))
                .ending(OutcomeKind.EXEMPTION_FOUND)
                .ending(new OutcomeReason.Certificate())
                .disclosing(ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE)
                .becauseOf(ChargeExemption.MATERNITY);
        RecordedCheck wanted = recorded(check());
        recorded(check().of(prescription(1)));
        recorded(check().of(patient(nhsNumber(2)))
                .finding(new CheckFindings(
                        new PatientTrace.Untraced(PatientTrace.Untraced.Reason.UNKNOWN),
                        check().findings().prescription(),
                        check().findings().certificates())));
        recorded(check().by(new Requester(new OdsCode("FX999"), PHARMACY.practitioner(), PHARMACY.system())));
        recorded(check().by(new Requester(PHARMACY.organisation(), new SdsUserId("5550"), PHARMACY.system())));
        recorded(check().by(new Requester(PHARMACY.organisation(), PHARMACY.practitioner(), new Asid("200000009999"))));
        recorded(check().askedAt(NOON.minusSeconds(1)));
        recorded(check().askedAt(NOON.plusSeconds(1)));
        recorded(check().ending(new CheckOutcome.NoExemptionFound()));
        recorded(check().ending(new CheckOutcome.ExemptionFound(
                ChargeExemption.MATERNITY, ChargeExemption.CONFIRMED, List.of())));
        recorded(check().ending(new CheckOutcome.ExemptionFound(
                ChargeExemption.MEDICAL, ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE, List.of())));
        assertThat(found(all)).containsExactly(wanted);
    }

    @Test
    default void pagesFollowEachOtherThroughEqualTimesWithoutGapOrRepeat() {
        List<RecordedCheck> all = IntStream.range(0, 7)
                .mapToObj(i -> recorded(check().askedAt(NOON.plusSeconds(i / 4))))
                .toList();
        recorded(check().by(OTHER_PHARMACY));
        List<KeptCheck> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Optional<CheckCursor> next = Optional.empty();
        do {
            CheckPage page = history()
                    .find(everyCheck().by(PHARMACY.organisation()).page(3, next).query());
            assertThat(page.total()).isEqualTo(7);
            assertThat(page.more()).isFalse();
            read.addAll(page.checks());
            sizes.add(page.checks().size());
            next = page.next();
        } while (next.isPresent());
        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(read)
                .containsExactlyElementsOf(found(everyCheck().by(PHARMACY.organisation())))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void pagesOfAPatientFollowEachOtherAcrossMonths() {
        List<RecordedCheck> ascending = IntStream.range(0, 9)
                .mapToObj(i -> recorded(check().askedAt(NOON.plus(Duration.ofDays(10L * i)))))
                .toList();
        recorded(check().of(patient("Jones", LocalDate.of(1980, 2, 29))));
        List<KeptCheck> read = new ArrayList<>();
        Optional<CheckCursor> next = Optional.empty();
        do {
            CheckPage page = history()
                    .find(everyCheck()
                            .of(PETER_PARKER.surname(), PETER_PARKER.dateOfBirth())
                            .of(PETER_PARKER.nhsNumber())
                            .page(2, next)
                            .query());
            assertThat(page.total()).isEqualTo(9);
            read.addAll(page.checks());
            next = page.next();
        } while (next.isPresent());
        assertThat(read).containsExactlyElementsOf(reversed(ascending));
    }

    @Test
    default void aPageThatHoldsTheLastCheckHasNoNext() {
        recorded(check());
        recorded(check());
        assertThat(history()
                        .find(everyCheck().page(2, Optional.empty()).query())
                        .next())
                .isEmpty();
        CheckPage first = history().find(everyCheck().page(1, Optional.empty()).query());
        assertThat(first.next())
                .contains(new CheckCursor(NOON, first.checks().get(0).id()));
        assertThat(history().find(everyCheck().page(1, first.next()).query()).next())
                .isEmpty();
    }

    @Test
    default void whatIsAppendedBetweenTwoPagesDoesNotShiftTheSecond() {
        RecordedCheck older = recorded(check().askedAt(NOON.minusSeconds(1)));
        RecordedCheck newer = recorded(check());
        CheckPage first = history().find(everyCheck().page(1, Optional.empty()).query());
        recorded(check().askedAt(NOON.plusSeconds(1)));
        assertThat(first.checks()).containsExactly(newer);
        assertThat(history().find(everyCheck().page(1, first.next()).query()).checks())
                .containsExactly(older);
    }

    @Test
    default void countingStopsAtTenThousandAndSaysSo() {
        fill(CheckPage.COUNTED_TO);
        CheckPage exact = history().find(everyCheck().page(1, Optional.empty()).query());
        assertThat(exact.total()).isEqualTo(CheckPage.COUNTED_TO);
        assertThat(exact.more()).isFalse();
        fill(1);
        CheckPage capped = history().find(everyCheck().page(1, Optional.empty()).query());
        assertThat(capped.total()).isEqualTo(CheckPage.COUNTED_TO);
        assertThat(capped.more()).isTrue();
    }

    /** Puts so many checks on record; a store that has a quicker way than one after the other may take it. */
    default void fill(int count) {
        for (int i = 0; i < count; i++) {
            recorded(check());
        }
    }

    private RecordedCheck recorded(ExampleCheck example) {
        return ledger().append(example.concluded());
    }

    private List<KeptCheck> found(ExampleQuery conditions) {
        return history().find(conditions.query()).checks();
    }

    private static StatedPatient patient(String surname, LocalDate dateOfBirth) {
        return new StatedPatient(
                PETER_PARKER.nhsNumber(),
                new DateOfBirth(dateOfBirth),
                PETER_PARKER.postcode(),
                new Surname(surname),
                PETER_PARKER.forename());
    }

    private static StatedPatient patient(NhsNumber number) {
        return new StatedPatient(
                number,
                PETER_PARKER.dateOfBirth(),
                PETER_PARKER.postcode(),
                PETER_PARKER.surname(),
                PETER_PARKER.forename());
    }

    private static StatedPatient patient(Postcode postcode) {
        return new StatedPatient(
                PETER_PARKER.nhsNumber(),
                PETER_PARKER.dateOfBirth(),
                postcode,
                PETER_PARKER.surname(),
                PETER_PARKER.forename());
    }

    private static <T> List<T> reversed(List<T> list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(list.size() - 1 - i))
                .toList();
    }
}
