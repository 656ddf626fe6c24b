package uk.nhs.rtec.persistence.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** That a message is to be applied, as a row. */
@Entity
@Immutable
@Table(name = "event_waiting")
class WaitingRow {

    @Id
    long place;

    WaitingRow() {}
}
