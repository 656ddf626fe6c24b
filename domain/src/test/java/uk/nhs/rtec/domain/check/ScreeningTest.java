package uk.nhs.rtec.domain.check;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.domain.check.Samples.ANOTHERS;
import static uk.nhs.rtec.domain.check.Samples.CHECK;
import static uk.nhs.rtec.domain.check.Samples.NUMBER;
import static uk.nhs.rtec.domain.check.Samples.SURVIVING;
import static uk.nhs.rtec.domain.check.Samples.TRACED;
import static uk.nhs.rtec.domain.check.Samples.TRACKED;
import static uk.nhs.rtec.domain.check.Samples.marked;
import static uk.nhs.rtec.domain.check.Samples.record;
import static uk.nhs.rtec.domain.check.Samples.stated;
import static uk.nhs.rtec.domain.check.Samples.traced;
import static uk.nhs.rtec.domain.check.Samples.tracked;

import java.util.List;
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
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked.Reason;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;

/** Each patient here holds a certificate, so that only an objection can keep it from being found. */
final class ScreeningTest {

    private static final CheckRules RULES =
            new CheckRules(DisclosurePolicy.PUBLISHED, PrescriptionCheckPolicy.ADVISORY);
    private static final CertificateSearch HELD =
            CertificateSearch.answered(List.of(Samples.certificate("C-1", ExemptionCategory.MEDICAL, "2028-12-31")));

    /** Each row lacks what the row above objected to, and keeps everything else that is wrong. */
    @ParameterizedTest(name = "{2}")
    @MethodSource
    void theFirstRuleThatObjectsGivesTheReason(
            PatientTrace patient, PrescriptionTrace prescription, @Nullable Reason reason) {
        assertThat(decided(CHECK, patient, prescription)).isEqualTo(reason == null ? found() : new NotChecked(reason));
    }

    static Stream<Arguments> theFirstRuleThatObjectsGivesTheReason() {
        PrescriptionTrace unknown = new PrescriptionTrace.NotFound();
        PrescriptionTrace allWrong = tracked(ANOTHERS, PrescriptionState.EXPIRED, PrescriptionOrigin.WELSH);
        PrescriptionTrace foreign = tracked(NUMBER, PrescriptionState.EXPIRED, PrescriptionOrigin.WELSH);
        PrescriptionTrace expired = tracked(NUMBER, PrescriptionState.EXPIRED, PrescriptionOrigin.ENGLISH_NHS);
        PatientTrace restricted =
                traced(record(NUMBER, null, "Mary", "AB1 2CD", "1985-06-15", Mark.RESTRICTED, Mark.DECEASED));
        PatientTrace deceased = traced(record(NUMBER, null, "Mary", "AB1 2CD", "1985-06-15", Mark.DECEASED));
        PatientTrace missing = traced(record(NUMBER, null, "Mary", "AB1 2CD", "1985-06-15"));
        PatientTrace differing = traced(record(NUMBER, "Parker", "Mary", "AB1 2CD", "1985-06-15"));
        return Stream.of(
                Arguments.of(new Untraced(Untraced.Reason.UNKNOWN), allWrong, Reason.PATIENT_UNKNOWN),
                Arguments.of(new Untraced(Untraced.Reason.UNKNOWN), unknown, Reason.PATIENT_UNKNOWN),
                Arguments.of(new Untraced(Untraced.Reason.INVALIDATED), allWrong, Reason.PATIENT_INVALIDATED),
                Arguments.of(new Untraced(Untraced.Reason.INVALIDATED), unknown, Reason.PATIENT_INVALIDATED),
                Arguments.of(restricted, allWrong, Reason.PATIENT_RESTRICTED),
                Arguments.of(restricted, unknown, Reason.PATIENT_RESTRICTED),
                Arguments.of(deceased, allWrong, Reason.PATIENT_DECEASED),
                Arguments.of(deceased, unknown, Reason.PATIENT_DECEASED),
                Arguments.of(missing, allWrong, Reason.DETAILS_MISSING),
                Arguments.of(missing, unknown, Reason.DETAILS_MISSING),
                Arguments.of(differing, allWrong, Reason.DETAILS_DIFFER),
                Arguments.of(differing, unknown, Reason.DETAILS_DIFFER),
                Arguments.of(TRACED, unknown, Reason.PRESCRIPTION_UNKNOWN),
                Arguments.of(TRACED, allWrong, Reason.PRESCRIPTION_OF_ANOTHER),
                Arguments.of(TRACED, foreign, Reason.PRESCRIPTION_NOT_ENGLISH),
                Arguments.of(TRACED, expired, Reason.PRESCRIPTION_NOT_CHARGEABLE),
                Arguments.of(TRACED, TRACKED, null));
    }

    @ParameterizedTest
    @EnumSource
    void aPatientWhoIsNotTracedIsNeverChecked(Untraced.Reason why) {
        assertThat(decided(CHECK, new Untraced(why), TRACKED)).isInstanceOf(NotChecked.class);
    }

    @ParameterizedTest
    @EnumSource
    void aMarkedPatientIsNeverChecked(Mark mark) {
        assertThat(decided(CHECK, marked(mark), TRACKED)).isInstanceOf(NotChecked.class);
    }

    @ParameterizedTest(name = "{8}: {7}")
    @CsvSource(nullValues = "-", textBlock = """
                    # stated: surname, forename, postcode; recorded: surname, forename, postcode, date of birth
                    Parker,   Peter, NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-15, -,               all the same
                    PARKER,   peter, ne32jh,  Parker,   Peter, NE3 2JH, 1985-06-15, -,               case and the postcode's space
                    OBRIEN,   Peter, NE3 2JH, O’Brien,  Peter, NE3 2JH, 1985-06-15, -,               an apostrophe
                    Garcia,   Peter, NE3 2JH, García,   Peter, NE3 2JH, 1985-06-15, -,               an accent
                    A B-C,    Peter, NE3 2JH, ABC,      Peter, NE3 2JH, 1985-06-15, -,               hyphens and spaces
                    Parker,   P,     NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-15, -,               an initial
                    Parker,   Pete,  NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-15, -,               a short form
                    Parker,   -,     NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-15, -,               no forename stated
                    Parker,   Peter, NE3 2JH, Parker,   -,     NE3 2JH, 1985-06-15, -,               no forename recorded
                    Parker,   -,     NE3 2JH, Parker,   -,     NE3 2JH, 1985-06-15, -,               no forename at all
                    Parker,   Mary,  NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-15, DETAILS_DIFFER,  another forename
                    Barker,   Peter, NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-15, DETAILS_DIFFER,  another surname
                    Parker,   Peter, NE3 2JG, Parker,   Peter, NE3 2JH, 1985-06-15, DETAILS_DIFFER,  another postcode
                    Parker,   Peter, NE3 2JH, Parker,   Peter, NE3 2JH, 1985-06-16, DETAILS_DIFFER,  another date of birth
                    Parker,   Peter, NE3 2JH, Parker,   Peter, NE3 2JH, 2015-06-15, DETAILS_DIFFER,  another date of birth and a child's
                    Parker,   Peter, NE3 2JH, -,        Peter, NE3 2JH, 1985-06-15, DETAILS_MISSING, no surname recorded
                    Parker,   Peter, NE3 2JH, Parker,   Peter, -,       1985-06-15, DETAILS_MISSING, no postcode recorded
                    Parker,   Peter, NE3 2JH, Parker,   Peter, NE3 2JH, -,          DETAILS_MISSING, no date of birth recorded
                    """)
    void statedAndRecordedDetailsAgreeOrNothingIsChecked(
            String statedSurname,
            @Nullable String statedForename,
            String statedPostcode,
            @Nullable String surname,
            @Nullable String forename,
            @Nullable String postcode,
            @Nullable String born,
            @Nullable Reason reason,
            String remark) {
        OpenCheck check = Samples.check(stated(statedSurname, statedForename, statedPostcode, "1985-06-15"));
        PatientTrace patient = traced(record(NUMBER, surname, forename, postcode, born));

        assertThat(decided(check, patient, TRACKED))
                .as(remark)
                .isEqualTo(reason == null ? found() : new NotChecked(reason));
    }

    @ParameterizedTest
    @EnumSource
    void aPrescriptionThatNobodyCanBeChargedForIsNotChecked(PrescriptionState state) {
        CheckOutcome outcome = decided(CHECK, TRACED, tracked(NUMBER, state, PrescriptionOrigin.ENGLISH_NHS));

        assertThat(outcome)
                .isEqualTo(state.isChargeable() ? found() : new NotChecked(Reason.PRESCRIPTION_NOT_CHARGEABLE));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAPrescriptionOfTheNhsInEnglandIsChecked(PrescriptionOrigin origin) {
        CheckOutcome outcome = decided(CHECK, TRACED, tracked(NUMBER, PrescriptionState.TO_BE_DISPENSED, origin));

        assertThat(outcome)
                .isEqualTo(
                        origin == PrescriptionOrigin.ENGLISH_NHS
                                ? found()
                                : new NotChecked(Reason.PRESCRIPTION_NOT_ENGLISH));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "9434765919, true,  the stated number",
        "9990000018, true,  the surviving number",
        "9990000026, false, someone else's"
    })
    void aPrescriptionIsThePatientsUnderEitherOfTheirNumbers(String number, boolean theirs, String remark) {
        PatientTrace superseded = traced(record(SURVIVING, "Parker", "Peter", "NE3 2JH", "1985-06-15"));
        PrescriptionTrace prescription =
                tracked(new NhsNumber(number), PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS);

        assertThat(decided(CHECK, superseded, prescription))
                .as(remark)
                .isEqualTo(theirs ? found() : new NotChecked(Reason.PRESCRIPTION_OF_ANOTHER));
    }

    @Test
    void anIssueThatIsNotFoundObjectsToNothing() {
        assertThat(decided(CHECK, TRACED, new PrescriptionTrace.IssueNotFound()))
                .isEqualTo(found());
    }

    @Test
    void aSilentTrackerObjectsToNothing() {
        assertThat(decided(CHECK, TRACED, new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT)))
                .isEqualTo(found());
    }

    private static CheckOutcome decided(OpenCheck check, PatientTrace patient, PrescriptionTrace prescription) {
        return RULES.decide(check, new CheckFindings(patient, prescription, HELD));
    }

    private static CheckOutcome found() {
        return new ExemptionFound(ChargeExemption.MEDICAL, ChargeExemption.CONFIRMED, HELD.held());
    }
}
