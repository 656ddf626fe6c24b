package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.covid.ExampleCovid.IMOGEN;
import static uk.nhs.rtec.application.covid.ExampleCovid.OTHER;
import static uk.nhs.rtec.application.covid.ExampleCovid.exemption;
import static uk.nhs.rtec.application.covid.ExampleCovid.unverified;
import static uk.nhs.rtec.application.covid.ExampleCovid.verified;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.check.MemoryPatientDemographics;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption.Decision;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption.Outcome;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.CallingApp;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.Standing;

final class CovidUseCasesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final CallingApp APP =
            new CallingApp(new AppId("app"), "use", "basis", Set.of(AccessMode.USER_RESTRICTED), ProofingLevel.P9);

    private final MemoryCovidExemptions exemptions = new MemoryCovidExemptions();
    private final MemoryCovidAttempts attempts = new MemoryCovidAttempts();
    private final MemoryPatientDemographics demographics = new MemoryPatientDemographics();
    private final CovidAnswering answering = new CovidAnswering(exemptions, attempts, CLOCK);
    private final CovidTakingIn takingIn = new CovidTakingIn(exemptions, CLOCK);
    private final CovidVerification verification = new CovidVerification(exemptions, demographics, CLOCK);
    private final CovidQueue queue = new CovidQueue(exemptions, CLOCK);

    @Test
    void aRecordIsAnsweredOnceTheDemographicsHaveConfirmedItsNumber() {
        exemptions.add(List.of(exemption("1")));
        demographics.record(ExampleCovid.imogen(IMOGEN));
        assertThat(told(new Asking(APP, Optional.empty()))).isEmpty();

        assertThat(verification.verifyPending()).isEqualTo(1);

        assertThat(told(new Asking(APP, Optional.empty()))).containsExactly(exemption("1"));
        assertThat(told(patient(IMOGEN))).containsExactly(exemption("1"));
        assertThat(verification.verifyPending()).isZero();
    }

    @Test
    void aPatientWhoAsksAboutAnotherIsPutOnRecordAndToldNothing() {
        exemptions.add(List.of(exemption("1")));
        exemptions.keep(verified(exemption("1")));

        assertThat(answering.answer(patient(OTHER), IMOGEN)).isInstanceOf(CovidAnswer.AnotherPatient.class);
        assertThat(attempts.all()).containsExactly(new AttemptAtAnother(APP.id(), OTHER, IMOGEN, NOON));
    }

    @Test
    void whatCannotBePutOnRecordIsNotAnsweredAtAll() {
        CovidAnswering unrecorded = new CovidAnswering(
                (number, asking, moment) -> fail("nothing may be looked up"),
                attempt -> {
                    throw new CovidRecordsUnavailable("silent");
                },
                CLOCK);

        assertThatThrownBy(() -> unrecorded.answer(patient(OTHER), IMOGEN)).isInstanceOf(CovidRecordsUnavailable.class);
    }

    @Test
    void aSilentSourceIsNotAnsweredWithNothing() {
        CovidAnswering silent = new CovidAnswering(
                (number, asking, moment) -> new CovidFindings.NoAnswer(Silence.TIMED_OUT), attempts, CLOCK);

        assertThatThrownBy(() -> silent.answer(patient(IMOGEN), IMOGEN)).isInstanceOf(CovidRecordsUnavailable.class);
    }

    @Test
    void aPatientWhoIsNotKnownWellEnoughIsToldNothing() {
        Asking asking = new Asking(APP, Optional.of(ExampleCovid.signedIn(IMOGEN, ProofingLevel.P5)));

        assertThat(answering.answer(asking, IMOGEN)).isInstanceOf(CovidAnswer.LevelTooLow.class);
        assertThat(attempts.all()).isEmpty();
    }

    @Test
    void whileTheDemographicsAreSilentRecordsStayPendingAndTheyAreNotAskedOnAndOn() {
        exemptions.add(List.of(exemption("1"), exemption("2")));
        List<String> asked = new ArrayList<>();
        CovidVerification counted = new CovidVerification(
                exemptions,
                number -> {
                    asked.add("once");
                    return new uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer(Silence.UNREACHABLE);
                },
                CLOCK);

        assertThat(counted.verifyPending()).isZero();
        assertThat(asked).hasSize(1);
        assertThat(exemptions.pending(Optional.empty(), 9)).hasSize(2);
    }

    @Test
    void anAnswerThatCannotBeReadHoldsUpNobodyElse() {
        exemptions.add(List.of(exemption("1"), exemption("2")));
        demographics.fallSilent(Silence.UNREADABLE);
        assertThat(verification.verifyPending()).isZero();
        demographics.speak();
        assertThat(verification.verifyPending()).isEqualTo(2);
        assertThat(exemptions.unverified(Optional.empty(), 9)).hasSize(2);
    }

    @Test
    void moreThanAPageIsVerifiedInOneGo() {
        demographics.record(ExampleCovid.imogen(IMOGEN));
        exemptions.add(IntStream.range(0, 250).mapToObj(i -> exemption("N" + i)).toList());

        assertThat(verification.verifyPending()).isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({"CONFIRMED, DECIDED", "REJECTED, DECIDED", "ADDED_IN_ERROR, DECIDED", "NO_LONGER_REQUIRED, DECIDED"})
    void anOfficerDecidesOnceWhatTheDemographicsCouldNot(Decision decision, Outcome outcome) {
        exemptions.add(List.of(exemption("1")));
        exemptions.keep(unverified(exemption("1")));
        assertThat(queue.waiting(Optional.empty())).hasSize(1);

        assertThat(decide("1", decision)).isEqualTo(outcome);

        assertThat(queue.waiting(Optional.empty())).isEmpty();
        assertThat(decide("1", Decision.REJECTED)).isEqualTo(Outcome.NOT_OPEN);
        assertThat(told(new Asking(APP, Optional.empty())).isEmpty()).isNotEqualTo(decision == Decision.CONFIRMED);
    }

    @Test
    void whatIsPendingIsNotDecidedByAnOfficerButMayBeTakenBack() {
        exemptions.add(List.of(exemption("1")));

        assertThat(decide("1", Decision.CONFIRMED)).isEqualTo(Outcome.NOT_OPEN);
        assertThat(decide("2", Decision.CONFIRMED)).isEqualTo(Outcome.UNKNOWN);
        assertThat(decide("1", Decision.ADDED_IN_ERROR)).isEqualTo(Outcome.DECIDED);
        assertThat(exemptions.find(new CovidRecordId("1")))
                .map(HeldExemption::standing)
                .hasValue(new Standing.Removed(Standing.RemovalReason.ADDED_IN_ERROR));
    }

    @Test
    void goodRecordsAreTakenInAndTheOthersNamedWithEveryFaultAndNoValue() {
        List<CovidRefusal> refusals = new ArrayList<>();

        CovidIntake intake = takingIn.takeIn(
                List.of(
                                line(2, "A|9990548021|Imogen Ashdown-Okafor|1979-02-11|1|2026-01-10|"),
                                line(3, "?|1|9|2999-01-01|5|x|y"),
                                line(4, "B|9990548021|Imogen Ashdown-Okafor|1979-02-11|1|2026-01-10|2026-01-09"),
                                line(5, "A|9990548021|Imogen Ashdown-Okafor|1979-02-11|2|2026-01-10|"),
                                line(6, "A|9990548021|Imogen Ashdown-Okafor|1979-02-11|1|2026-01-10T00:00:00Z|"),
                                line(7, "||||||"))
                        .iterator(),
                refusals::add);

        assertThat(intake).isEqualTo(new CovidIntake(6, 1, 1));
        assertThat(refusals.stream()
                        .map(refusal -> refusal.line() + " " + refusal.column().header()))
                .containsExactly(
                        "3 record_id",
                        "3 nhs_number",
                        "3 name",
                        "3 birth_date",
                        "3 status",
                        "3 period_start",
                        "3 period_end",
                        "4 period_end",
                        "7 record_id",
                        "7 nhs_number",
                        "7 name",
                        "7 birth_date",
                        "7 status",
                        "7 period_start",
                        "5 record_id");
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2026-01-10T09:30:00+00:00 | 2026-08-13T17:15:00+00:00 | 2026-01-10T09:30:00Z | 2026-08-13T17:15:00Z | as the API answers
            2026-06-10T09:30:00+01:00 | 2026-08-13T17:15:00Z      | 2026-06-10T08:30:00Z | 2026-08-13T17:15:00Z | with their offsets
            2026-06-10                | 2026-06-10                | 2026-06-09T23:00:00Z | 2026-06-10T22:59:59Z | a whole day in England, in summer
            2026-01-10                | -                         | 2026-01-10T00:00:00Z | -                    | open-ended
            """)
    void aPeriodIsStatedInTimesOrDays(String from, String to, String start, String end, String remark) {
        String line = "A|9990548021|Imogen Ashdown-Okafor|1979-02-11|1|" + from + "|" + (to == null ? "" : to);
        takingIn.takeIn(List.of(line(2, line)).iterator(), refusal -> fail(refusal.toString()));

        CovidExemption taken =
                exemptions.find(new CovidRecordId("A")).orElseThrow().captured();
        assertThat(taken.period().start()).as(remark).hasToString(start);
        assertThat(taken.period().end().map(Object::toString)).isEqualTo(Optional.ofNullable(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30",
        "2026-01-10T09:30:00",
        "2026-01-10T09:30:00.5Z",
        "10/01/2026",
        "2026-01-10T25:00:00Z",
        "1899-12-31",
        "+12026-01-01",
        "2026-01-10T09:30:00+19:00"
    })
    void whatIsNoMomentIsRefused(String from) {
        List<CovidRefusal> refusals = new ArrayList<>();

        takingIn.takeIn(
                List.of(line(2, "A|9990548021|Imogen Ashdown-Okafor|1979-02-11|1|" + from + "|"))
                        .iterator(),
                refusals::add);

        assertThat(refusals).extracting(CovidRefusal::column).containsExactly(CovidColumn.PERIOD_START);
    }

    @Test
    void oneRecordIsTakenInByItself() {
        String good = "A|9990548021|Imogen Ashdown-Okafor|1979-02-11|1|2026-01-10|";

        assertThat(takingIn.takeIn(line(1, good))).isInstanceOf(TakeInOneCovidExemption.Added.class);
        assertThat(takingIn.takeIn(line(1, good))).isInstanceOf(TakeInOneCovidExemption.Unchanged.class);
        assertThat(takingIn.takeIn(line(1, good.replace("|1|", "|2|"))))
                .isInstanceOf(TakeInOneCovidExemption.OtherRecord.class);
        assertThat(takingIn.takeIn(line(1, good.replace("|1|", "|6|"))))
                .isEqualTo(new TakeInOneCovidExemption.Refused(
                        List.of(new CovidRefusal(1, CovidColumn.STATUS, "is not 1, 2, 3 or 4"))));
        assertThat(queue.find(new CovidRecordId("A"))).isPresent();
    }

    private Outcome decide(String id, Decision decision) {
        return queue.decide(CovidExemptionStoreContract.OFFICER, new CovidRecordId(id), decision);
    }

    private List<CovidExemption> told(Asking asking) {
        return answering
                .answer(asking, IMOGEN)
                .map(CovidAnswer.Current::exemptions, low -> fail("too low"), another -> fail("another"));
    }

    private static Asking patient(uk.nhs.rtec.domain.patient.NhsNumber number) {
        return new Asking(APP, Optional.of(ExampleCovid.signedIn(number, ProofingLevel.P9)));
    }

    private static CovidLine line(int number, String cells) {
        Map<CovidColumn, String> texts = new EnumMap<>(CovidColumn.class);
        Iterator<String> each = List.of(cells.split("\\|", -1)).iterator();
        for (CovidColumn column : CovidColumn.values()) {
            texts.put(column, each.next());
        }
        return new CovidLine(number, texts);
    }
}
