package uk.nhs.rtec.application.event;

/** Takes what was delivered out of the mailbox. */
public interface ReceiveEvents {

    /**
     * Stores every message that waits there, and only then acknowledges it; stops when the mailbox is silent.
     *
     * @return how many are on record now that were not before
     * @throws EventsUnavailable when a store stops answering
     */
    int receive();
}
