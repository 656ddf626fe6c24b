package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.NationalEvent;

final class MemoryEventMailboxTest implements EventMailboxContract {

    private final MemoryEventMailbox mailbox = new MemoryEventMailbox();

    @Override
    public EventMailbox mailbox() {
        return mailbox;
    }

    @Override
    public void arrives(String messageId, String workflow, NationalEvent event) {
        mailbox.deliver(messageId, workflow, event);
    }

    @Override
    public void arrivesUnreadable(String messageId, String workflow) {
        mailbox.deliverUnreadable(messageId, workflow, "not an event");
    }

    @Override
    public void fallsSilent(Silence silence) {
        mailbox.fallSilent(silence);
    }

    @Test
    void afterASilenceItStillHasWhatWasAcknowledgedMeanwhile() {
        arrives(MESSAGE, "DEATHNOTIFICATION_1", DEATH);
        mailbox.fallSilent(Silence.TIMED_OUT);
        mailbox.acknowledge(MESSAGE);
        mailbox.speak();

        assertThat(mailbox.messageIds()).containsExactly(MESSAGE);
    }
}
