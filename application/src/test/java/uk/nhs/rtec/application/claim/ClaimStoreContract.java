package uk.nhs.rtec.application.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.PRESCRIPTION;
import static uk.nhs.rtec.application.Examples.prescription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.AccessRecordsContract;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

/** What every store of claims owes, with the checks that it is beside. */
public interface ClaimStoreContract {

    OdsCode HERE = PHARMACY.organisation();
    OdsCode ELSEWHERE = OTHER_PHARMACY.organisation();
    Instant LATER = NOON.plus(Duration.ofHours(2));

    /** Claims, none of them when a test begins. */
    ClaimStore claims();

    /** What reads the same claims. */
    ClaimRecords claimRecords();

    /** What reads them to be taken out. */
    ExportSource<ClaimQuery, ExportedClaim> exportedClaims();

    /** Where the checks are recorded; empty when a test begins. */
    CheckLedger ledger();

    /** As the ledger does it that takes a month's checks out. */
    void archive(YearMonth month);

    /** As the ledger does it that brings them back. */
    void restore(YearMonth month);

    @Test
    default void anExportHasWhatStoodAtItsMoment() {
        Authorship before = new Authorship(AUTHORSHIP.officer(), NOON.minusSeconds(10));
        claims().add(List.of(stated(PRESCRIPTION, HERE, "0001", NOON.minusSeconds(60))), before);
        claims().add(List.of(stated(PRESCRIPTION, ELSEWHERE, "9180", NOON.minusSeconds(60))), before);
        Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), NOON.minusSeconds(5));
        List<ExportedClaim> stood = exported(everyClaim(), NOON);

        // A claim that takes the place of one of them, and a verdict that takes that of the other's.
        claims().add(List.of(stated(PRESCRIPTION, HERE, "0000", NOON.minusSeconds(30))), AUTHORSHIP);
        found(1, PRESCRIPTION, NOON.minusSeconds(90));
        Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), NOON);

        assertThat(stood)
                .extracting(claim -> claim.decision().verdict())
                .containsExactlyInAnyOrder(Verdict.PAID, Verdict.NO_CHECK);
        assertThat(exported(everyClaim(), NOON)).isEqualTo(stood);
        assertThat(exportedClaims().extent(everyClaim(), NOON)).isEqualTo(new ExportExtent(2, false));
        assertThat(exported(where(Optional.of(Verdict.PAID)), NOON))
                .extracting(claim -> claim.claim().organisation())
                .containsExactly(HERE);
        assertThat(exported(everyClaim(), NOON.plusSeconds(1)))
                .extracting(claim -> claim.decision().verdict())
                .containsExactlyInAnyOrder(Verdict.FOUND_BUT_PAID, Verdict.DIFFERENT_ORGANISATION);
    }

    /** All of it, a claim at a time. */
    private List<ExportedClaim> exported(ClaimQuery query, Instant upTo) {
        List<ExportedClaim> all = new ArrayList<>();
        List<ExportedClaim> next = exportedClaims().page(query, upTo, Optional.empty(), 1);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = exportedClaims().page(query, upTo, Optional.of(next.get(0)), 1);
        }
        assertThat(exportedClaims().page(query, upTo, Optional.empty(), 100)).isEqualTo(all);
        return all;
    }

    @Test
    default void eachClaimIsTakenInOnce() {
        StatedClaim one = stated(PRESCRIPTION, HERE, "9180", LATER);
        StatedClaim another = stated(PRESCRIPTION, ELSEWHERE, "9180", LATER);

        assertThat(claims().add(List.of(one, another, one), AUTHORSHIP).each()).containsExactly(true, true, false);
        assertThat(claims().add(List.of(another, one), AUTHORSHIP).each()).containsExactly(false, false);
        assertThat(claims().examine(List.of(PRESCRIPTION))).hasSize(2);
    }

    @Test
    default void whatIsAddedIsExaminedWithWhatWasThereAlready() {
        found(1, PRESCRIPTION, NOON);
        found(2, prescription(7), NOON);
        StatedClaim judged = stated(PRESCRIPTION, HERE, "0001", LATER);
        StatedClaim leftWithoutAVerdict = stated(prescription(2), HERE, "9180", LATER);
        judged(judged);
        claims().add(List.of(leftWithoutAVerdict), AUTHORSHIP);

        ClaimStore.Added added = claims().add(
                        List.of(
                                ofPatient(prescription(3), HERE, PETER_PARKER.nhsNumber()),
                                leftWithoutAVerdict,
                                stated(PRESCRIPTION, ELSEWHERE, "9180", LATER),
                                stated(PRESCRIPTION, HERE, "9180", LATER)),
                        AUTHORSHIP);

        assertThat(added.each()).containsExactly(true, false, true, true);
        assertThat(added.examined())
                .containsExactlyInAnyOrderElementsOf(
                        claims().examine(List.of(PRESCRIPTION, prescription(2), prescription(3))));
        assertThat(added.examined())
                .extracting(kept -> kept.examined().verdict())
                .containsExactlyInAnyOrder(
                        Verdict.ANSWER_REUSED,
                        Verdict.NO_CHECK,
                        Verdict.DIFFERENT_ORGANISATION,
                        Verdict.CONFIRMED,
                        Verdict.FOUND_BUT_PAID);
        assertThat(added.examined())
                .filteredOn(kept -> kept.last().isPresent())
                .singleElement()
                .satisfies(kept -> assertThat(kept.examined().claim()).isEqualTo(judged.claim()));
    }

    @Test
    default void ofTwoWhoBringTheSameClaimsAtOnceEachIsAddedByOneAndExaminedByBoth() throws Exception {
        List<StatedClaim> one = IntStream.range(0, 300)
                .mapToObj(i -> stated(prescription(i), HERE, "0001", NOON))
                .toList();
        List<StatedClaim> other = new ArrayList<>(one);
        Collections.reverse(other);

        List<ClaimStore.Added> added = AtOnce.call(Stream.of(one, other)
                .map(list -> (Callable<ClaimStore.Added>) () -> claims().add(list, AUTHORSHIP))
                .toList());

        assertThat(added.stream().flatMap(each -> each.each().stream()).filter(each -> each))
                .hasSize(one.size());
        assertThat(added).allSatisfy(each -> assertThat(each.examined())
                .extracting(kept -> kept.examined().claim())
                .containsExactlyInAnyOrderElementsOf(
                        one.stream().map(StatedClaim::claim).toList()));
    }

    @Test
    default void aClaimIsExaminedBesideEveryAnswerForItsPrescription() {
        found(1, PRESCRIPTION, NOON);
        ledger().append(Examples.check()
                .withId(new UUID(1, 2))
                .by(OTHER_PHARMACY)
                .of(PRESCRIPTION)
                .ending(new NoExemptionFound())
                .answeredAt(NOON.plusSeconds(5))
                .concluded());
        found(3, prescription(7), NOON);
        claims().add(List.of(stated(PRESCRIPTION, HERE, "9180", LATER)), AUTHORSHIP);

        List<KeptClaim> kept = claims().examine(List.of(PRESCRIPTION, prescription(7)));

        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).examined().claim()).isEqualTo(claim(PRESCRIPTION, HERE, "9180", LATER));
        assertThat(kept.get(0).last()).isEmpty();
        assertThat(kept.get(0).examined().ofPrescription())
                .hasSize(2)
                .anySatisfy(answer -> {
                    assertThat(answer.check()).isEqualTo(new CheckId(new UUID(1, 1)));
                    assertThat(answer.prescription()).isEqualTo(PRESCRIPTION);
                    assertThat(answer.organisation()).isEqualTo(HERE);
                    assertThat(answer.answeredAt()).isEqualTo(NOON);
                    assertThat(answer.disclosed()).contains(new ClaimedExemption("9180"));
                })
                .anySatisfy(answer -> {
                    assertThat(answer.check()).isEqualTo(new CheckId(new UUID(1, 2)));
                    assertThat(answer.organisation()).isEqualTo(ELSEWHERE);
                    assertThat(answer.disclosed()).isEmpty();
                });
    }

    @Test
    default void theAnswerForAnotherPrescriptionOfTheSamePatientAndDayIsFound() {
        found(1, prescription(7), NOON);
        claims().add(
                        List.of(
                                ofPatient(PRESCRIPTION, HERE, PETER_PARKER.nhsNumber()),
                                ofPatient(prescription(2), ELSEWHERE, PETER_PARKER.nhsNumber()),
                                ofPatient(prescription(3), HERE, Examples.nhsNumber(77)),
                                stated(prescription(4), HERE, "9180", LATER)),
                        AUTHORSHIP);

        assertThat(verdicts(PRESCRIPTION)).containsExactly(Verdict.ANSWER_REUSED);
        assertThat(verdicts(prescription(2))).containsExactly(Verdict.NO_CHECK);
        assertThat(verdicts(prescription(3))).containsExactly(Verdict.NO_CHECK);
        assertThat(verdicts(prescription(4))).containsExactly(Verdict.NO_CHECK);
    }

    /** The ledger hashes a number by the month in UTC, and in summer a day in England begins in the one before. */
    @Test
    default void theNightBeforeTheFirstOfAMonthIsOfTheSameDayInEngland() {
        found(1, prescription(7), Instant.parse("2026-05-31T23:30:00Z"));
        found(2, prescription(8), NOON);
        claims().add(List.of(ofPatient(PRESCRIPTION, HERE, PETER_PARKER.nhsNumber())), AUTHORSHIP);

        assertThat(claims().examine(List.of(PRESCRIPTION)).get(0).examined().ofPatient())
                .extracting(answer -> answer.check().value())
                .contains(new UUID(1, 1), new UUID(1, 2));
    }

    @Test
    default void aVerdictIsAddedOnlyWhereTheChecksSaySomethingNew() {
        claims().add(List.of(stated(PRESCRIPTION, HERE, "9180", NOON)), AUTHORSHIP);
        assertThat(Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), NOON))
                .isEqualTo(1);
        assertThat(Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), NOON.plusSeconds(1)))
                .isZero();
        found(1, PRESCRIPTION, LATER);

        assertThat(Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), LATER))
                .isEqualTo(1);

        JudgedClaim judged = only(everyClaim());
        assertThat(judged.decisions())
                .extracting(Decision::verdict)
                .containsExactly(Verdict.NO_CHECK, Verdict.CHECK_AFTER_CLAIM);
        assertThat(judged.decisions()).extracting(Decision::at).containsExactly(NOON, LATER);
        assertThat(judged.verdict()).isEqualTo(Verdict.CHECK_AFTER_CLAIM);
    }

    @Test
    default void ofTwoWhoJudgeAtOnceOneIsKept() {
        claims().add(List.of(stated(PRESCRIPTION, HERE, "0001", NOON)), AUTHORSHIP);
        ClaimId id = claims().examine(List.of(PRESCRIPTION)).get(0).id();

        claims().keep(List.of(new Decision(id, 1, Verdict.PAID, NOON)));
        claims().keep(List.of(new Decision(id, 1, Verdict.DECLARED, LATER)));

        assertThat(only(everyClaim()).decisions()).containsExactly(new Decision(id, 1, Verdict.PAID, NOON));
    }

    @Test
    default void theLastClaimCountsAndKeepsTheHistoryOfThoseBefore() {
        found(1, PRESCRIPTION, NOON);
        claims().add(List.of(stated(PRESCRIPTION, HERE, "0001", LATER)), AUTHORSHIP);
        Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), LATER);
        claims().add(List.of(stated(PRESCRIPTION, HERE, "9180", LATER.plusSeconds(60))), AUTHORSHIP);
        Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), LATER.plusSeconds(90));

        JudgedClaim judged = only(everyClaim());

        assertThat(judged.claim().exemption().code()).isEqualTo("9180");
        assertThat(judged.verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(judged.amended()).hasSize(1);
        assertThat(judged.amended().get(0).claim()).isEqualTo(claim(PRESCRIPTION, HERE, "0001", LATER));
        assertThat(judged.amended().get(0).decisions())
                .extracting(Decision::verdict)
                .containsExactly(Verdict.FOUND_BUT_PAID);
        assertThat(find(where(Optional.of(Verdict.FOUND_BUT_PAID)))).isEmpty();
        assertThat(claimRecords().summary(NOON, LATER.plusSeconds(3600)))
                .containsExactly(new ClaimSummary(HERE, Map.of(Verdict.CONFIRMED, 1L)));
    }

    @Test
    default void ofTwoClaimsOfOneSecondTheOneThatIsStatedLaterStands() {
        List<PrescriptionId> paidInTheEnd =
                IntStream.range(100, 120).mapToObj(Examples::prescription).toList();
        List<PrescriptionId> confirmedInTheEnd =
                IntStream.range(120, 140).mapToObj(Examples::prescription).toList();
        judged(Stream.concat(
                        paidInTheEnd.stream()
                                .flatMap(each -> Stream.of(
                                        stated(each, HERE, "9180", LATER), stated(each, HERE, "0001", LATER))),
                        confirmedInTheEnd.stream()
                                .flatMap(each -> Stream.of(
                                        stated(each, HERE, "0001", LATER), stated(each, HERE, "9180", LATER))))
                .toArray(StatedClaim[]::new));

        assertThat(find(where(Optional.of(Verdict.PAID)))).containsExactlyInAnyOrderElementsOf(paidInTheEnd);
        assertThat(find(where(Optional.of(Verdict.NO_CHECK)))).containsExactlyInAnyOrderElementsOf(confirmedInTheEnd);
    }

    @Test
    default void whileItsMonthIsArchivedAClaimKeepsItsVerdict() {
        found(1, PRESCRIPTION, NOON);
        judged(stated(PRESCRIPTION, HERE, "9180", LATER));
        claims().add(List.of(stated(PRESCRIPTION, HERE, "9180", NOON.minusSeconds(60))), AUTHORSHIP);

        assertThat(claims().archivedMonths()).isEmpty();
        archive(YearMonth.of(2026, 6));
        assertThat(claims().archivedMonths()).containsExactly(YearMonth.of(2026, 6));
        assertThat(Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), LATER))
                .isZero();

        restore(YearMonth.of(2026, 6));
        assertThat(claims().archivedMonths()).isEmpty();
        assertThat(Judgement.of(claims(), claims().examine(List.of(PRESCRIPTION)), LATER))
                .isEqualTo(1);
    }

    @Test
    default void everyConditionCounts() {
        judged(
                stated(PRESCRIPTION, HERE, "0001", NOON),
                stated(prescription(1), HERE, "0002", NOON.plusSeconds(10)),
                stated(prescription(2), ELSEWHERE, "0002", NOON.plusSeconds(20)));

        assertThat(find(everyClaim())).containsExactly(prescription(2), prescription(1), PRESCRIPTION);
        assertThat(find(where(Optional.of(Verdict.DECLARED)))).containsExactly(prescription(2), prescription(1));
        assertThat(find(new ClaimQuery(
                        Optional.of(PRESCRIPTION),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        500,
                        Optional.empty())))
                .containsExactly(PRESCRIPTION);
        assertThat(find(new ClaimQuery(
                        Optional.empty(),
                        Optional.of(HERE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        500,
                        Optional.empty())))
                .containsExactly(prescription(1), PRESCRIPTION);
        assertThat(find(new ClaimQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(claim(PRESCRIPTION, HERE, "0001", NOON).claimedAt()),
                        Optional.of(claim(PRESCRIPTION, HERE, "0001", NOON.plusSeconds(20))
                                .claimedAt()),
                        500,
                        Optional.empty())))
                .containsExactly(prescription(1), PRESCRIPTION);
    }

    @Test
    default void pageAfterPageEachClaimIsShownOnceAlsoOfOneMoment() {
        List<PrescriptionId> all =
                IntStream.range(1, 8).mapToObj(Examples::prescription).toList();
        judged(IntStream.range(1, 8)
                .mapToObj(i -> stated(prescription(i), HERE, "0001", NOON.plusSeconds(i / 3)))
                .toArray(StatedClaim[]::new));

        List<PrescriptionId> shown = new ArrayList<>();
        Optional<ClaimCursor> next = Optional.empty();
        int pages = 0;
        do {
            ClaimPage page = claimRecords()
                    .find(new ClaimQuery(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            3,
                            next));
            page.claims().forEach(judged -> shown.add(judged.claim().prescription()));
            next = page.next();
            pages++;
        } while (next.isPresent() && pages < 10);

        assertThat(shown).containsExactlyInAnyOrderElementsOf(all);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    default void aSummaryCountsTheClaimsOfEachOrganisationAndOfItsTimeOnly() {
        judged(
                stated(PRESCRIPTION, HERE, "0001", NOON),
                stated(prescription(1), HERE, "0001", NOON),
                stated(prescription(2), HERE, "0002", NOON),
                stated(prescription(3), ELSEWHERE, "9180", NOON),
                stated(prescription(4), HERE, "0001", NOON.minus(Duration.ofDays(1))),
                stated(prescription(5), HERE, "0001", NOON.plus(Duration.ofDays(1))));

        List<ClaimSummary> expected = new ArrayList<>(List.of(
                new ClaimSummary(HERE, Map.of(Verdict.PAID, 2L, Verdict.DECLARED, 1L)),
                new ClaimSummary(ELSEWHERE, Map.of(Verdict.NO_CHECK, 1L))));
        if (HERE.value().compareTo(ELSEWHERE.value()) > 0) {
            Collections.reverse(expected);
        }
        assertThat(new ClaimDesk(claimRecords(), access -> {}, InstantSource.fixed(NOON))
                        .summary(AccessRecordsContract.AUDITOR, LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 1)))
                .isEqualTo(expected);
    }

    @Test
    default void lateChecksAreLookedAtOnceAndOnlyWhenTheyAreSettled() {
        judged(stated(PRESCRIPTION, HERE, "9180", NOON));
        Instant answered = NOON.plus(Duration.ofMinutes(5));
        found(1, PRESCRIPTION, answered);

        assertThat(late(answered.plus(LateChecks.SETTLED).minusSeconds(5)).judge(() -> true))
                .isZero();
        assertThat(late(answered.plus(LateChecks.SETTLED).plusSeconds(5)).judge(() -> false))
                .isZero();
        assertThat(late(answered.plus(LateChecks.SETTLED).plusSeconds(5)).judge(() -> true))
                .isEqualTo(1);
        assertThat(claims().lookedAt().map(CheckCursor::id)).contains(new CheckId(new UUID(1, 1)));
        assertThat(claims().checks(claims().lookedAt(), Instant.parse("2027-01-01T00:00:00Z"), 10))
                .isEmpty();
        assertThat(only(everyClaim()).verdict()).isEqualTo(Verdict.CHECK_AFTER_CLAIM);
    }

    @Test
    default void whatWasLookedAtStaysLookedAt() {
        CheckCursor first = new CheckCursor(NOON, new CheckId(new UUID(1, 1)));
        CheckCursor second = new CheckCursor(NOON, new CheckId(new UUID(1, 2)));
        claims().lookedAt(second);
        claims().lookedAt(first);

        assertThat(claims().lookedAt()).contains(second);
    }

    private void found(int number, PrescriptionId prescription, Instant answeredAt) {
        ledger().append(Examples.check()
                .withId(new UUID(1, number))
                .of(prescription)
                .ending(new ExemptionFound(
                        ChargeExemption.MEDICAL, ChargeExemption.CONFIRMED, List.of(Examples.MEDICAL)))
                .answeredAt(answeredAt)
                .concluded());
    }

    private LateChecks late(Instant now) {
        return new LateChecks(claims(), InstantSource.fixed(now));
    }

    private void judged(StatedClaim... stated) {
        claims().add(List.of(stated), AUTHORSHIP);
        List.of(stated)
                .forEach(each -> Judgement.of(
                        claims(), claims().examine(List.of(each.claim().prescription())), NOON));
    }

    private List<Verdict> verdicts(PrescriptionId prescription) {
        return claims().examine(List.of(prescription)).stream()
                .map(kept -> kept.examined().verdict())
                .toList();
    }

    private JudgedClaim only(ClaimQuery query) {
        List<JudgedClaim> found = claimRecords().find(query).claims();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<PrescriptionId> find(ClaimQuery query) {
        return claimRecords().find(query).claims().stream()
                .map(judged -> judged.claim().prescription())
                .toList();
    }

    private static ClaimQuery everyClaim() {
        return where(Optional.empty());
    }

    private static ClaimQuery where(Optional<Verdict> verdict) {
        return new ClaimQuery(
                Optional.empty(), Optional.empty(), verdict, Optional.empty(), Optional.empty(), 500, Optional.empty());
    }

    private static Claim claim(PrescriptionId prescription, OdsCode organisation, String code, Instant at) {
        return new Claim(prescription, organisation, new ClaimedExemption(code), at);
    }

    private static StatedClaim stated(PrescriptionId prescription, OdsCode organisation, String code, Instant at) {
        return new StatedClaim(claim(prescription, organisation, code, at), Optional.empty());
    }

    private static StatedClaim ofPatient(PrescriptionId prescription, OdsCode organisation, NhsNumber patient) {
        return new StatedClaim(claim(prescription, organisation, "9180", LATER), Optional.of(patient));
    }
}
