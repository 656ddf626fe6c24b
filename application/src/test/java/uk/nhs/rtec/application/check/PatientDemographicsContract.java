package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** What every {@link PatientDemographics} owes. */
public interface PatientDemographicsContract {

    /** A number that someone has. */
    NhsNumber IMOGENS = new NhsNumber("9990548021");

    /** Another number. */
    NhsNumber ANOTHER = new NhsNumber("9990000026");

    /** Somebody of whom everything is known. */
    PatientRecord IMOGEN = new PatientRecord(
            IMOGENS,
            Optional.of(new DateOfBirth(LocalDate.of(1979, 2, 11))),
            Optional.of(new Postcode("NE8 3AB")),
            Optional.of(new Surname("Ashdown-Okafor")),
            Optional.of(new Forename("Imogen")),
            Set.of());

    /** The demographics under test. */
    PatientDemographics demographics();

    /** From now on this person is on record. */
    void records(PatientRecord person);

    /** From now on this number leads to the other, under which someone is on record. */
    void supersedes(NhsNumber superseded, PatientRecord survivor);

    /** From now on this number is withdrawn. */
    void invalidates(NhsNumber number);

    /** From now on there is no answer, for this reason. */
    void fallsSilent(Silence silence);

    @Test
    default void someoneOnRecordIsTracedWithAllDetails() {
        records(IMOGEN);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
    }

    @Test
    default void whatARecordLacksIsEmpty() {
        PatientRecord minimal = new PatientRecord(
                IMOGENS, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
        records(minimal);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Traced(minimal));
    }

    /** The record without one detail at a time. */
    static Stream<PatientRecord> whatIsMissing() {
        return Stream.of(
                new PatientRecord(
                        IMOGENS, Optional.empty(), IMOGEN.postcode(), IMOGEN.surname(), IMOGEN.forename(), Set.of()),
                new PatientRecord(
                        IMOGENS, IMOGEN.dateOfBirth(), Optional.empty(), IMOGEN.surname(), IMOGEN.forename(), Set.of()),
                new PatientRecord(
                        IMOGENS, IMOGEN.dateOfBirth(), IMOGEN.postcode(), Optional.empty(), Optional.empty(), Set.of()),
                new PatientRecord(
                        IMOGENS,
                        IMOGEN.dateOfBirth(),
                        IMOGEN.postcode(),
                        IMOGEN.surname(),
                        Optional.empty(),
                        Set.of()));
    }

    @ParameterizedTest
    @MethodSource
    default void whatIsMissing(PatientRecord lacking) {
        records(lacking);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Traced(lacking));
    }

    @ParameterizedTest
    @EnumSource(Mark.class)
    default void aMarkedRecordSaysSo(Mark mark) {
        PatientRecord marked = marked(Set.of(mark));
        records(marked);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Traced(marked));
    }

    @Test
    default void someoneCanBeBothDeceasedAndRestricted() {
        PatientRecord marked = marked(Set.of(Mark.DECEASED, Mark.RESTRICTED));
        records(marked);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Traced(marked));
    }

    @Test
    default void aSupersededNumberLeadsToTheSurvivingOne() {
        supersedes(ANOTHER, IMOGEN);

        assertThat(demographics().trace(ANOTHER)).isEqualTo(new Traced(IMOGEN));
    }

    @Test
    default void theSurvivorOfTwoNumbersMayBeMarked() {
        PatientRecord marked = marked(Set.of(Mark.DECEASED, Mark.RESTRICTED));
        supersedes(ANOTHER, marked);

        assertThat(demographics().trace(ANOTHER)).isEqualTo(new Traced(marked));
    }

    @Test
    default void everybodyIsTracedUnderTheirOwnNumber() {
        PatientRecord neighbour = new PatientRecord(
                ANOTHER, IMOGEN.dateOfBirth(), IMOGEN.postcode(), IMOGEN.surname(), IMOGEN.forename(), Set.of());
        records(IMOGEN);
        records(neighbour);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
        assertThat(demographics().trace(ANOTHER)).isEqualTo(new Traced(neighbour));
    }

    @Test
    default void aNumberThatNobodyHasIsUnknown() {
        records(IMOGEN);

        assertThat(demographics().trace(ANOTHER)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
    }

    @Test
    default void aWithdrawnNumberIsInvalidated() {
        invalidates(IMOGENS);

        assertThat(demographics().trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.INVALIDATED));
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    default void silenceIsAnAnswerAndNeverAnException(Silence silence) {
        records(IMOGEN);
        fallsSilent(silence);

        PatientTrace trace = demographics().trace(IMOGENS);

        assertThat(trace).isEqualTo(new NoAnswer(silence));
    }

    /** Where somebody lives who is restricted, nobody is told. */
    private static PatientRecord marked(Set<Mark> marks) {
        Optional<Postcode> told = marks.contains(Mark.RESTRICTED) ? Optional.empty() : IMOGEN.postcode();
        return new PatientRecord(IMOGENS, IMOGEN.dateOfBirth(), told, IMOGEN.surname(), IMOGEN.forename(), marks);
    }
}
