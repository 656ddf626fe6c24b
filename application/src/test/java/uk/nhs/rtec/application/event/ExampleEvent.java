package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.proof.Bytes;

/** A message in the making: Mary O'Brien has died, until a test says otherwise. */
public record ExampleEvent(NationalEvent event, String message) {

    /** Whom {@code ExampleEntry} registers. */
    public static final NhsNumber MARY = Examples.nhsNumber(100);

    /** Her death, formally notified, in a message of this name and as an event of this name. */
    public static ExampleEvent death(String message, String event) {
        return of(message, event, EventKind.DEATH, Optional.of(DeathStatus.FORMAL));
    }

    /** Her death was notified by mistake. */
    public static ExampleEvent deathRemoved(String message, String event) {
        return of(message, event, EventKind.DEATH, Optional.of(DeathStatus.REMOVED));
    }

    /** Something else of her has happened. */
    public static ExampleEvent other(String message, String event, EventKind kind) {
        return of(message, event, kind, Optional.empty());
    }

    private static ExampleEvent of(String message, String event, EventKind kind, Optional<DeathStatus> death) {
        return new ExampleEvent(
                new NationalEvent(new EventId(event), Optional.of(kind), MARY, death, Examples.NOON), message);
    }

    public ExampleEvent of(NhsNumber patient) {
        return new ExampleEvent(
                new NationalEvent(event.id(), event.kind(), patient, event.death(), event.lastUpdated()), message);
    }

    public ExampleEvent at(Instant lastUpdated) {
        return new ExampleEvent(
                new NationalEvent(event.id(), event.kind(), event.patient(), event.death(), lastUpdated), message);
    }

    /** As the mailbox delivers it. */
    public DeliveredMessage delivered() {
        return new DeliveredMessage(
                message, "DEATHNOTIFICATION_1", Bytes.ofText("<Bundle/>"), new Content.Event(event));
    }

    /** A message of this name that nobody can read. */
    public static DeliveredMessage unreadable(String message) {
        return new DeliveredMessage(
                message, "DEATHNOTIFICATION_1", Bytes.ofText("<Bun"), new Content.Unreadable("no XML"));
    }

    /** What the demographics say of Mary, who lives. */
    public static PatientRecord mary(Mark... marks) {
        return known(MARY, LocalDate.of(1984, 2, 29), marks);
    }

    /** What they say of somebody of her name. */
    public static PatientRecord known(NhsNumber number, LocalDate born, Mark... marks) {
        Set<Mark> all = EnumSet.noneOf(Mark.class);
        all.addAll(Set.of(marks));
        return new PatientRecord(
                number,
                Optional.of(new DateOfBirth(born)),
                Optional.of(new Postcode("LS1 4AP")),
                Optional.of(new Surname("O'Brien")),
                Optional.of(new Forename("Mary")),
                all);
    }

    /** That they said so of her number, as the finding of this place. */
    public static Finding found(int place, PatientRecord said) {
        return new Finding(MARY, place, Examples.NOON.plusSeconds(place), said, Optional.empty());
    }
}
