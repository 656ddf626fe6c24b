package uk.nhs.rtec.application.event;

/** Shows an officer which messages came, and what became of them. */
public interface SearchEvents {

    /**
     * What meets the query.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    EventPage events(EventQuery query);
}
