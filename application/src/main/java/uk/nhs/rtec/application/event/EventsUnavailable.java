package uk.nhs.rtec.application.event;

/** What is kept of national events cannot be read or changed now; carries nothing about anybody in it. */
public final class EventsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventsUnavailable(String what) {
        super(what);
    }
}
