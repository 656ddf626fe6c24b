package uk.nhs.rtec.domain.covid;

import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * An app that asks.
 *
 * @param patient who is signed in to it; nobody when the app answers for itself
 */
public record Asking(CallingApp app, Optional<SignedInPatient> patient) {

    /** Whether an answer about this number may be given. */
    public Permission permissionFor(NhsNumber asked) {
        if (patient.isEmpty()) {
            return Permission.GRANTED;
        }
        if (!patient.get().level().reaches(app.minimumLevel())) {
            return Permission.LEVEL_TOO_LOW;
        }
        return patient.get().nhsNumber().equals(asked) ? Permission.GRANTED : Permission.ANOTHER_PATIENT;
    }

    /** Whether an answer may be given, and why not. */
    public enum Permission {
        GRANTED,
        /** NHS login does not know the patient well enough for this app. */
        LEVEL_TOO_LOW,
        /** The patient asks about somebody else. */
        ANOTHER_PATIENT
    }
}
