package uk.nhs.rtec.application.event;

/** Counts what is done and what is left to do. */
public interface ReadEventBacklog {

    /**
     * How far everything has come.
     *
     * @throws EventsUnavailable when a store cannot say
     */
    EventBacklog backlog();
}
