package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.event.ExampleEvent.death;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.event.ExampleEvent.unreadable;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

final class EventReceptionTest extends EventStory {

    @Test
    void aMessageIsOnRecordBeforeItIsAcknowledged() {
        mailbox.deliver(death("m-1", "e-1"));
        EventReception dying = new EventReception(mailbox, new DyingMessages("keep"), () -> now);

        assertThatThrownBy(dying::receive).isInstanceOf(EventsUnavailable.class);
        assertThat(mailbox.there).as("not acknowledged").hasSize(1);

        assertThat(reception.receive()).isEqualTo(1);
        assertThat(mailbox.there).isEmpty();
    }

    @Test
    void whatIsOnRecordAndStillWaitsIsAcknowledgedAndNotCollectedAgain() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.acknowledging.add(Optional.of(Silence.UNREACHABLE));
        assertThat(reception.receive()).isEqualTo(1);
        assertThat(mailbox.there).hasSize(1);

        now = now.plusSeconds(2);
        assertThat(reception.receive()).isZero();

        assertThat(mailbox.there).isEmpty();
        assertThat(mailbox.collected).isEqualTo(1);
    }

    @Test
    void whatNobodyCanReadIsParkedAndHoldsUpNobody() {
        given(entry("A"));
        demographics.record(mary(Mark.DECEASED));
        following.follow();
        mailbox.deliver(unreadable("m-1"));
        mailbox.deliver(death("m-2", "e-2"));
        hear();

        assertThat(mailbox.there).isEmpty();
        assertThat(certificate("A").suspension()).isPresent();
        assertThat(reading.backlog().messages()).isEqualTo(new EventBacklog.Messages(2, 0, 1, Optional.empty()));
    }

    @Test
    void aSilentMailboxIsLeftAloneForAWhile() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.listing.add(Optional.of(Silence.TIMED_OUT));
        assertThat(reception.receive()).isZero();
        assertThat(reception.receive()).as("not at once").isZero();
        now = now.plusSeconds(2);
        assertThat(reception.receive()).isEqualTo(1);
    }

    @Test
    void aMessageThatCannotBeStoredHoldsUpNoOtherAndIsNotPassedOver() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.deliver(death("m-2", "e-2"));
        EventReception failing = new EventReception(mailbox, new DyingMessages("keep m-1"), () -> now);

        assertThatThrownBy(failing::receive).isInstanceOf(EventsUnavailable.class);

        assertThat(mailbox.there).containsOnlyKeys("m-1");
        assertThat(reading.backlog().messages().stored()).isEqualTo(1);
    }

    @Test
    void aStoreThatIsSilentIsNotAskedForEachMessage() {
        IntStream.range(0, 50).forEach(i -> mailbox.deliver(death("m-" + i, "e-" + i)));
        EventReception dying = new EventReception(mailbox, new DyingMessages("keep"), () -> now);

        assertThatThrownBy(dying::receive).isInstanceOf(EventsUnavailable.class);

        assertThat(mailbox.collected).isEqualTo(3);
        assertThat(mailbox.there).hasSize(50);
    }

    @Test
    void aMessageThatCannotBeCollectedHoldsUpNoOther() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.deliver(death("m-2", "e-2"));
        mailbox.collecting.add(Optional.of(Silence.UNREADABLE));

        assertThat(reception.receive()).isEqualTo(1);
        assertThat(reception.receive()).as("and is there the next time").isEqualTo(1);
    }
}
