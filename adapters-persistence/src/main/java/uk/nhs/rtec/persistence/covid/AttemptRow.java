package uk.nhs.rtec.persistence.covid;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import uk.nhs.rtec.application.covid.AttemptAtAnother;
import uk.nhs.rtec.application.covid.AttemptCursor;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** A patient's asking about somebody else, as a row. */
@Entity
@Immutable
@Table(name = "covid_attempt")
class AttemptRow {

    @Id
    UUID id;

    @Column(name = "attempted_at")
    Instant attemptedAt;

    @Column(name = "app_id")
    String appId;

    @Column(name = "own_nhs_number")
    String ownNhsNumber;

    @Column(name = "asked_nhs_number")
    String askedNhsNumber;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    AttemptRow() {}

    AttemptRow(AttemptAtAnother attempt) {
        id = UUID.randomUUID();
        attemptedAt = attempt.at();
        appId = attempt.app().value();
        ownNhsNumber = attempt.own().inTheClear();
        askedNhsNumber = attempt.asked().inTheClear();
    }

    AttemptCursor place() {
        return new AttemptCursor(attemptedAt, id);
    }

    AttemptAtAnother attempt() {
        return new AttemptAtAnother(
                new AppId(appId), new NhsNumber(ownNhsNumber), new NhsNumber(askedNhsNumber), attemptedAt);
    }
}
