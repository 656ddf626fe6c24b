package uk.nhs.rtec.application.event;

/** Brings the subscriptions in line with what is wanted. */
public interface ReconcileSubscriptions {

    /**
     * Takes the next holders of whom it is not, as many as one round may; stops when somebody is silent, and is not to be asked again at once.
     *
     * @return how many are in line now, or parked where they can be seen
     * @throws EventsUnavailable when a store stops answering
     */
    int reconcile();
}
