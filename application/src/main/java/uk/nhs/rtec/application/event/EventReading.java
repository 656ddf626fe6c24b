package uk.nhs.rtec.application.event;

import java.time.InstantSource;

/** Reads what is kept about national events. */
public final class EventReading implements ReadEventBacklog, SearchSubscriptions, SearchEvents {

    private final FollowedHolders holders;
    private final EventMessages messages;
    private final InstantSource clock;

    public EventReading(FollowedHolders holders, EventMessages messages, InstantSource clock) {
        this.holders = holders;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public EventBacklog backlog() {
        return new EventBacklog(holders.count(clock.instant()), messages.count());
    }

    @Override
    public SubscriptionPage subscriptions(SubscriptionQuery query) {
        return holders.find(query);
    }

    @Override
    public EventPage events(EventQuery query) {
        return messages.find(query);
    }
}
