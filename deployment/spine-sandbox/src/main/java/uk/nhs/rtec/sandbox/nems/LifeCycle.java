package uk.nhs.rtec.sandbox.nems;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which event types are on their way out (NEMS implementation guide, Event Lifecycle and Deprecation). */
public final class LifeCycle {
    private static final String MORE =
            ", for more information go to https://developer.nhs.uk/apis/ems-beta/overview_supported_events.html";

    private final Map<EventType, Departure> departures = new ConcurrentHashMap<>();

    private record Departure(SpineCode code, String date) {}

    void reset() {
        departures.clear();
    }

    /**
     * Says at what stage of its life an event type is; throws IllegalArgumentException when there is no such type or stage.
     *
     * @param stage {@code current}, {@code deprecated}, {@code no-longer-supported} or {@code withdrawn}
     * @param date as the announcement gives it
     */
    public void set(String eventType, String stage, String date) {
        EventType type = EventType.named(eventType)
                .orElseThrow(() -> new IllegalArgumentException("the path holds no event type"));
        switch (stage) {
            case "current" -> departures.remove(type);
            case "deprecated" -> departures.put(type, new Departure(SpineCode.DEPRECATED, date));
            case "no-longer-supported" -> departures.put(type, new Departure(SpineCode.NO_LONGER_SUPPORTED, date));
            case "withdrawn" -> departures.put(type, new Departure(SpineCode.WITHDRAWN, date));
            default ->
                throw new IllegalArgumentException(
                        "stage must be current, deprecated, no-longer-supported or withdrawn");
        }
    }

    Optional<Issue> issue(EventType type) {
        return Optional.ofNullable(departures.get(type)).map(departure -> Issue.of(departure.code())
                .saying(
                        departure.code() == SpineCode.DEPRECATED
                                ? "Deprecation of the " + type.display() + " (" + type.code()
                                        + ") event type will occur on " + departure.date() + MORE
                                : "Withdrawal of Event message type `" + type.code() + "` will occur on "
                                        + departure.date() + MORE));
    }
}
