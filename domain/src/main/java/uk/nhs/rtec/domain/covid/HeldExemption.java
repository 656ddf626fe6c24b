package uk.nhs.rtec.domain.covid;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.Standing.Mismatch;
import uk.nhs.rtec.domain.covid.Standing.Pending;
import uk.nhs.rtec.domain.covid.Standing.Rejected;
import uk.nhs.rtec.domain.covid.Standing.RemovalReason;
import uk.nhs.rtec.domain.covid.Standing.Removed;
import uk.nhs.rtec.domain.covid.Standing.Unverified;
import uk.nhs.rtec.domain.covid.Standing.Verified;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;

/**
 * A record as it is held: what was captured, and how far it has come since.
 *
 * @param changes how often its standing has changed, 0 for one that was just taken in
 */
public record HeldExemption(CovidExemption captured, int changes, Standing standing) {

    /** As it is taken in. */
    public static HeldExemption takenIn(CovidExemption captured) {
        return new HeldExemption(captured, 0, new Pending());
    }

    /** Whether an app that asks at this moment is told of it. */
    public boolean isAnsweredAt(Instant moment) {
        return standing instanceof Verified && captured.period().covers(moment);
    }

    /** What the national demographics' word makes of a pending record; nothing when they gave none, or were not needed. */
    public Optional<HeldExemption> verified(PatientTrace trace) {
        if (!(standing instanceof Pending)) {
            return Optional.empty();
        }
        return trace.<Optional<Standing>>map(
                        traced -> Optional.of(compared(traced.record())),
                        untraced -> Optional.of(new Unverified(
                                switch (untraced.reason()) {
                                    case UNKNOWN -> Mismatch.NUMBER_UNKNOWN;
                                    case INVALIDATED -> Mismatch.NUMBER_INVALIDATED;
                                })),
                        noAnswer -> Optional.empty())
                .map(this::changed);
    }

    /** The officer found that the number is this person's; nothing when the record does not wait for an officer. */
    public Optional<HeldExemption> confirmed() {
        return standing instanceof Unverified ? Optional.of(changed(new Verified())) : Optional.empty();
    }

    /** The officer found that the number is not this person's; nothing when the record does not wait for an officer. */
    public Optional<HeldExemption> rejected() {
        return standing instanceof Unverified ? Optional.of(changed(new Rejected())) : Optional.empty();
    }

    /** The record is taken back; nothing when it is already, or was rejected. */
    public Optional<HeldExemption> removed(RemovalReason reason) {
        return standing.<Boolean>map(
                        pending -> true, verified -> true, unverified -> true, rejected -> false, removed -> false)
                ? Optional.of(changed(new Removed(reason)))
                : Optional.empty();
    }

    /** The first that does not agree is named; whether the person has died or the record is restricted says nothing about the number. */
    private Standing compared(PatientRecord record) {
        if (!record.nhsNumber().equals(captured.nhsNumber())) {
            return new Unverified(Mismatch.NUMBER_SUPERSEDED);
        }
        if (!record.dateOfBirth().filter(captured.birthDate()::equals).isPresent()) {
            return new Unverified(Mismatch.BIRTH_DATE_DIFFERS);
        }
        return record.surname().filter(captured.name()::has).isPresent()
                ? new Verified()
                : new Unverified(Mismatch.NAME_DIFFERS);
    }

    private HeldExemption changed(Standing next) {
        return new HeldExemption(captured, changes + 1, next);
    }
}
