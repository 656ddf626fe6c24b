package uk.nhs.rtec.persistence.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.event.KeptMessage;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** A message that came, as a row: what could be read in it. */
@Entity
@Immutable
@Table(name = "event_message")
class MessageRow {

    @Id
    long place;

    @Column(name = "message_id")
    String messageId;

    String workflow;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "event_id")
    @Nullable
    String eventId;

    @Nullable
    String kind;

    @Column(name = "nhs_number")
    @Nullable
    String nhsNumber;

    @Column(name = "death_status")
    @Nullable
    String deathStatus;

    @Column(name = "last_updated")
    @Nullable
    Instant lastUpdated;

    @Nullable
    String unreadable;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    MessageRow() {}

    Optional<NationalEvent> event() {
        return Optional.ofNullable(eventId)
                .map(id -> new NationalEvent(
                        new EventId(id),
                        Optional.ofNullable(kind).map(word -> known(EventKind.ofCode(word))),
                        new NhsNumber(Objects.requireNonNull(nhsNumber)),
                        Optional.ofNullable(deathStatus).map(word -> known(DeathStatus.ofCode(word))),
                        Objects.requireNonNull(lastUpdated)));
    }

    KeptMessage message(@Nullable ConclusionRow conclusion) {
        return new KeptMessage(
                place,
                messageId,
                workflow,
                receivedAt,
                event(),
                Optional.ofNullable(unreadable),
                Optional.ofNullable(conclusion).map(ConclusionRow::concluded));
    }

    private static <T> T known(Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException("a message of an unknown kind is on record"));
    }
}
