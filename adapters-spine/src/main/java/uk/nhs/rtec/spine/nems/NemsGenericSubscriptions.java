package uk.nhs.rtec.spine.nems;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing;
import uk.nhs.rtec.domain.event.EventKind;

/** Generic subscriptions at NEMS: one for each event, of everybody in an area; in their place nobody is followed by number. */
public final class NemsGenericSubscriptions {

    private final SubscriptionApi nems;
    private final NemsSettings settings;
    private final SubscriptionCalls calls;

    /** Subscriptions over this API, of what these settings say. */
    public NemsGenericSubscriptions(SubscriptionApi nems, NemsSettings settings, InstantSource clock) {
        this.nems = nems;
        this.settings = settings;
        this.calls = new SubscriptionCalls(settings, clock);
    }

    /** Subscribes to every event that is wanted, and says of each how it ended; those that are there already stay as they are. */
    public Map<EventKind, Subscribing> subscribe(Instant end) {
        Map<EventKind, Subscribing> subscribed = new LinkedHashMap<>();
        for (EventKind event : settings.wanted().events()) {
            subscribed.put(event, subscribe(event, end));
        }
        return subscribed;
    }

    private Subscribing subscribe(EventKind event, Instant end) {
        Wanted wanted = settings.wanted();
        SubscriptionResource resource = new SubscriptionResource(
                settings.caller().organisation(), wanted, Criteria.generic(event, settings.area(), wanted.tag()), end);
        return calls.subscribe(nems, resource, Optional.empty());
    }
}
