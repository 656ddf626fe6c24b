package uk.nhs.rtec.persistence.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.event.FollowedHolder;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** A followed holder, as a row. */
@Entity
@Table(name = "followed_holder")
class HolderRow {

    @Id
    @Column(name = "nhs_number")
    String nhsNumber;

    @Column(name = "wanted_until")
    LocalDate wantedUntil;

    String state;

    @Column(name = "asked_number")
    @Nullable
    String askedNumber;

    @Column(name = "subscription_id")
    @Nullable
    String subscriptionId;

    @Column(name = "subscribed_until")
    @Nullable
    LocalDate subscribedUntil;

    @Nullable
    String reason;

    int failures;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column(name = "changed_at")
    Instant changedAt;

    int version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    HolderRow() {}

    FollowedHolder holder() {
        return new FollowedHolder(
                new NhsNumber(nhsNumber),
                wantedUntil,
                EventWords.state(state),
                Optional.ofNullable(askedNumber).map(NhsNumber::new),
                Optional.ofNullable(subscriptionId).map(SubscriptionId::new),
                Optional.ofNullable(subscribedUntil),
                Optional.ofNullable(reason),
                failures,
                Optional.ofNullable(dueAt),
                changedAt,
                version);
    }
}
