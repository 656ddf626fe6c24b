package uk.nhs.rtec.domain.event;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * That something about a patient has changed at the national demographics: a hint to ask them again, never a source of details.
 *
 * @param kind empty for an event that means nothing to exemptions
 * @param patient the number under which the event was sent, which a later one may have superseded
 * @param death how far a death is notified; only of an event of that kind
 * @param lastUpdated what orders the events of one patient and kind (NEMS, Event-MessageHeader-1)
 */
public record NationalEvent(
        EventId id, Optional<EventKind> kind, NhsNumber patient, Optional<DeathStatus> death, Instant lastUpdated) {

    public NationalEvent {
        if (death.isPresent() != kind.equals(Optional.of(EventKind.DEATH))) {
            throw new IllegalArgumentException("a death has a status, and nothing else has");
        }
    }

    /** This event, which was heard of at that moment: a clock that is wrong must not make it newer than what will really come later. */
    public NationalEvent heardAt(Instant moment) {
        return lastUpdated.isAfter(moment) ? new NationalEvent(id, kind, patient, death, moment) : this;
    }

    @Override
    public String toString() {
        return "NationalEvent[" + id.value() + "]";
    }
}
