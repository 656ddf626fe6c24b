package uk.nhs.rtec.sandbox.nems;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That something has happened to a patient: what subscriptions are matched with.
 *
 * @param birthDate when the whole day is known
 * @param practice the patient's general practice
 * @param day when it happened
 */
record Occurrence(
        EventType type, String nhsNumber, Optional<LocalDate> birthDate, Optional<String> practice, LocalDate day) {

    @Override
    public String toString() {
        return "Occurrence[" + type.code() + "]";
    }
}
