package uk.nhs.rtec.persistence.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import uk.nhs.rtec.application.event.KeptMessage;

/** What became of a message, as a row. */
@Entity
@Immutable
@Table(name = "event_conclusion")
class ConclusionRow {

    @Id
    long place;

    String conclusion;

    @Column(name = "concluded_at")
    Instant concludedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ConclusionRow() {}

    KeptMessage.Concluded concluded() {
        return new KeptMessage.Concluded(EventWords.conclusion(conclusion), concludedAt);
    }
}
