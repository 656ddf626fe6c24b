package uk.nhs.rtec.application.event;

/** Shows an officer whose events are wanted, and how that stands. */
public interface SearchSubscriptions {

    /**
     * What meets the query.
     *
     * @throws EventsUnavailable when the store cannot say
     */
    SubscriptionPage subscriptions(SubscriptionQuery query);
}
