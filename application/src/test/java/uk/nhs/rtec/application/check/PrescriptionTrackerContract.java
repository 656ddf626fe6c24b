package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.Found;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.IssueNotFound;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NotFound;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every {@link PrescriptionTracker} owes. */
public interface PrescriptionTrackerContract {

    /** A prescription. */
    PrescriptionId PRESCRIPTION = new PrescriptionId("7A1C3E-A99968-0D4F2L");

    /** Another one, whose check character is the awkward one. */
    PrescriptionId ANOTHER = new PrescriptionId("A3B4D9-Z42475-11E6B+");

    /** Who asks. */
    SdsUserId PHARMACIST = new SdsUserId("555086689106");

    /** Whose prescription it is. */
    NhsNumber PATIENT = new NhsNumber("9990000018");

    /** Whose prescription another one is. */
    NhsNumber NEIGHBOUR = new NhsNumber("9990000026");

    /** The tracker under test. */
    PrescriptionTracker tracker();

    /** From now on this prescription is known. */
    void tracks(PrescriptionId id, TrackedPrescription prescription);

    /** From now on this prescription is known, but not the issue of it. */
    void losesIssue(PrescriptionId id);

    /** From now on there is no answer, for this reason. */
    void fallsSilent(Silence silence);

    @ParameterizedTest
    @EnumSource(PrescriptionState.class)
    default void aPrescriptionIsFoundInEveryState(PrescriptionState state) {
        TrackedPrescription tracked = new TrackedPrescription(PATIENT, state, PrescriptionOrigin.ENGLISH_NHS);
        tracks(PRESCRIPTION, tracked);

        assertThat(tracker().find(PRESCRIPTION, PHARMACIST)).isEqualTo(new Found(tracked));
    }

    @ParameterizedTest
    @EnumSource(PrescriptionOrigin.class)
    default void aPrescriptionIsFoundFromEveryOrigin(PrescriptionOrigin origin) {
        TrackedPrescription tracked = new TrackedPrescription(PATIENT, PrescriptionState.WITH_DISPENSER, origin);
        tracks(PRESCRIPTION, tracked);

        assertThat(tracker().find(PRESCRIPTION, PHARMACIST)).isEqualTo(new Found(tracked));
    }

    @Test
    default void anIdThatEndsInPlusIsFound() {
        TrackedPrescription tracked =
                new TrackedPrescription(PATIENT, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS);
        tracks(ANOTHER, tracked);

        assertThat(tracker().find(ANOTHER, PHARMACIST)).isEqualTo(new Found(tracked));
    }

    @Test
    default void everyPrescriptionIsFoundUnderItsOwnIdWithItsOwnPatient() {
        TrackedPrescription one =
                new TrackedPrescription(PATIENT, PrescriptionState.WITH_DISPENSER, PrescriptionOrigin.ENGLISH_NHS);
        TrackedPrescription other =
                new TrackedPrescription(NEIGHBOUR, PrescriptionState.CLAIMED, PrescriptionOrigin.PRIVATE);
        tracks(PRESCRIPTION, one);
        tracks(ANOTHER, other);

        assertThat(tracker().find(PRESCRIPTION, PHARMACIST)).isEqualTo(new Found(one));
        assertThat(tracker().find(ANOTHER, PHARMACIST)).isEqualTo(new Found(other));
    }

    @Test
    default void aPrescriptionThatNobodyWroteIsNotFound() {
        assertThat(tracker().find(ANOTHER, PHARMACIST)).isEqualTo(new NotFound());
    }

    @Test
    default void anUnknownIssueIsToldApartFromAnUnknownPrescription() {
        losesIssue(PRESCRIPTION);

        assertThat(tracker().find(PRESCRIPTION, PHARMACIST)).isEqualTo(new IssueNotFound());
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    default void silenceIsAnAnswerAndNeverAnException(Silence silence) {
        fallsSilent(silence);

        assertThat(tracker().find(PRESCRIPTION, PHARMACIST)).isEqualTo(new NoAnswer(silence));
    }
}
