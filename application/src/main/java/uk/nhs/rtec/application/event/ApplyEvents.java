package uk.nhs.rtec.application.event;

/** Has the register know of what events told. */
public interface ApplyEvents {

    /**
     * Takes the next events that wait, as many as one round may; stops when the demographics are silent.
     *
     * @return how many wait no longer
     * @throws EventsUnavailable when a store stops answering
     */
    int apply();
}
