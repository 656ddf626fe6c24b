package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.check.MemoryPatientDemographics;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PatientDemographicsContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;

final class RememberedPatientDemographicsTest implements PatientDemographicsContract {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00.123456789Z");
    private static final Instant ASKED_AT = Instant.parse("2026-11-22T09:00:00.123456Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final StatedPatient STATED = new StatedPatient(
            IMOGENS,
            new DateOfBirth(LocalDate.of(1979, 2, 11)),
            new Postcode("ne83ab"),
            new Surname("ashdown okafor"),
            Optional.of(new Forename("I")));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger asked = new AtomicInteger();
    private final MemoryPatientDemographics pds = new MemoryPatientDemographics();
    private final PatientDemographics demographics = remembering(MINUTE);

    @Override
    public PatientDemographics demographics() {
        return demographics;
    }

    @Override
    public void records(PatientRecord person) {
        pds.record(person);
    }

    @Override
    public void supersedes(NhsNumber superseded, PatientRecord survivor) {
        pds.supersede(superseded, survivor);
    }

    @Override
    public void invalidates(NhsNumber number) {
        pds.invalidate(number);
    }

    @Override
    public void fallsSilent(Silence silence) {
        pds.fallSilent(silence);
    }

    @Test
    void whoWasVerifiedIsRememberedAndTheTraceSaysSinceWhen() {
        pds.record(IMOGEN);

        assertThat(demographics.trace(STATED)).isEqualTo(new Traced(IMOGEN));
        passes(MINUTE.minusNanos(1));
        assertThat(demographics.trace(STATED)).isEqualTo(new Traced(IMOGEN, Optional.of(ASKED_AT)));
        assertThat(asked).hasValue(1);
    }

    @Test
    void afterItsTimeTheDemographicsAreAskedAgainAndBeingAskedMakesItNoLonger() {
        pds.record(IMOGEN);
        demographics.trace(STATED);
        passes(MINUTE.minusNanos(1));
        demographics.trace(STATED);

        passes(Duration.ofNanos(1));

        assertThat(demographics.trace(STATED)).isEqualTo(new Traced(IMOGEN));
        assertThat(asked).hasValue(2);
    }

    static Stream<Arguments> otherDetails() {
        return Stream.of(
                Arguments.of(
                        "the postcode with its space",
                        with(new Postcode("NE8 3AB"), STATED.surname(), STATED.forename())),
                Arguments.of("another postcode", with(new Postcode("NE8 3AC"), STATED.surname(), STATED.forename())),
                Arguments.of("another surname", with(STATED.postcode(), new Surname("Ashdown"), STATED.forename())),
                Arguments.of("no forename", with(STATED.postcode(), STATED.surname(), Optional.empty())));
    }

    /** A detail that has changed at PDS meanwhile must not be refused because of what PDS said before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("otherDetails")
    void otherDetailsAreAnotherQuestion(String what, StatedPatient other) {
        pds.record(IMOGEN);
        demographics.trace(STATED);

        assertThat(demographics.trace(other)).isEqualTo(new Traced(IMOGEN));
        assertThat(asked).hasValue(2);
    }

    @Test
    void detailsThatDoNotMatchAreNeverRemembered() {
        pds.record(IMOGEN);
        StatedPatient another = with(new Postcode("NE8 3AC"), STATED.surname(), STATED.forename());

        demographics.trace(another);
        demographics.trace(another);

        assertThat(asked).hasValue(2);
    }

    static Stream<PatientRecord> notVerified() {
        return Stream.of(
                record(Optional.empty(), IMOGEN.surname(), Set.of()),
                record(IMOGEN.postcode(), Optional.empty(), Set.of()),
                record(IMOGEN.postcode(), IMOGEN.surname(), EnumSet.of(PatientRecord.Mark.RESTRICTED)),
                record(IMOGEN.postcode(), IMOGEN.surname(), EnumSet.of(PatientRecord.Mark.DECEASED)));
    }

    @ParameterizedTest
    @MethodSource
    void notVerified(PatientRecord record) {
        pds.record(record);

        demographics.trace(STATED);
        demographics.trace(STATED);

        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void silenceIsNeverRemembered(Silence silence) {
        pds.record(IMOGEN);
        pds.fallSilent(silence);
        assertThat(demographics.trace(STATED)).isEqualTo(new NoAnswer(silence));

        pds.speak();

        assertThat(demographics.trace(STATED)).isEqualTo(new Traced(IMOGEN));
    }

    @Test
    void whoIsUnknownIsNeverRemembered() {
        demographics.trace(STATED);
        pds.record(IMOGEN);

        assertThat(demographics.trace(STATED)).isEqualTo(new Traced(IMOGEN));
    }

    @Test
    void aNumberAloneIsAlwaysAsked() {
        pds.record(IMOGEN);
        demographics.trace(STATED);

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
        assertThat(asked).hasValue(2);
    }

    @Test
    void offItRemembersNobody() {
        PatientDemographics off = remembering(Duration.ZERO);
        pds.record(IMOGEN);

        assertThat(off.trace(STATED)).isEqualTo(new Traced(IMOGEN));
        assertThat(off.trace(STATED)).isEqualTo(new Traced(IMOGEN));
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT300.000000001S", "PT1H"})
    void aMemoryLongerThanFiveMinutesIsRefused(String life) {
        Duration wrong = Duration.parse(life);

        assertThatThrownBy(() -> new TraceMemory(wrong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyTellsNothingAndIsAnotherInAnotherRun() {
        StatedPatientHash hash = StatedPatientHash.ofThisRun();

        assertThat(hash.of(STATED)).isEqualTo(hash.of(STATED)).hasSize(44).doesNotContain("9990548021");
        assertThat(StatedPatientHash.ofThisRun().of(STATED)).isNotEqualTo(hash.of(STATED));
    }

    private PatientDemographics remembering(Duration life) {
        PatientDemographics counted = number -> {
            asked.incrementAndGet();
            return pds.trace(number);
        };
        return new RememberedPatientDemographics(
                counted, new TraceMemory(life), now::get, () -> Duration.between(START, now.get())
                        .toNanos());
    }

    private void passes(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    private static StatedPatient with(Postcode postcode, Surname surname, Optional<Forename> forename) {
        return new StatedPatient(IMOGENS, STATED.dateOfBirth(), postcode, surname, forename);
    }

    private static PatientRecord record(
            Optional<Postcode> postcode, Optional<Surname> surname, Set<PatientRecord.Mark> marks) {
        return new PatientRecord(IMOGENS, IMOGEN.dateOfBirth(), postcode, surname, IMOGEN.forename(), marks);
    }
}
