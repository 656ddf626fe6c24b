package uk.nhs.rtec.rest.register;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import uk.nhs.rtec.application.event.EventPage;
import uk.nhs.rtec.application.event.FollowedHolder;
import uk.nhs.rtec.application.event.KeptMessage;
import uk.nhs.rtec.application.event.SubscriptionPage;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.rest.api.Cursors;

/** Subscriptions and messages as register officers read them. */
final class EventJson {

    private EventJson() {}

    static JsonObject page(SubscriptionPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder subscriptions = Json.createArrayBuilder();
        page.holders().forEach(holder -> subscriptions.add(subscription(holder)));
        return Json.createObjectBuilder()
                .add("subscriptions", subscriptions)
                .add("next", text(page.next().map(next -> cursors.text(next.inTheClear()))))
                .build();
    }

    private static JsonObjectBuilder subscription(FollowedHolder holder) {
        return Json.createObjectBuilder()
                .add("nhsNumber", holder.number().inTheClear())
                .add("state", holder.state().name())
                .add("reason", text(holder.reason()))
                .add("wantedUntil", holder.wantedUntil().toString())
                .add("askedNhsNumber", text(holder.asked().map(NhsNumber::inTheClear)))
                .add("subscription", text(holder.subscription().map(SubscriptionId::value)))
                .add("failures", holder.failures())
                .add("due", text(holder.due().map(Object::toString)))
                .add("changedAt", holder.changedAt().toString());
    }

    static JsonObject page(EventPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder events = Json.createArrayBuilder();
        page.messages().forEach(message -> events.add(message(message)));
        return Json.createObjectBuilder()
                .add("events", events)
                .add(
                        "next",
                        page.next().isPresent()
                                ? Json.createValue(
                                        cursors.text(String.valueOf(page.next().getAsLong())))
                                : JsonValue.NULL)
                .build();
    }

    private static JsonObjectBuilder message(KeptMessage message) {
        Optional<NationalEvent> event = message.event();
        return Json.createObjectBuilder()
                .add("message", message.id())
                .add("workflow", message.workflow())
                .add("receivedAt", message.receivedAt().toString())
                .add("event", text(event.map(read -> read.id().value())))
                .add("kind", text(event.flatMap(NationalEvent::kind).map(EventKind::code)))
                .add("nhsNumber", text(event.map(read -> read.patient().inTheClear())))
                .add("deathStatus", text(event.flatMap(NationalEvent::death).map(DeathStatus::code)))
                .add("lastUpdated", text(event.map(read -> read.lastUpdated().toString())))
                .add("unreadable", text(message.unreadable()))
                .add("conclusion", text(message.conclusion().map(concluded -> concluded
                        .conclusion()
                        .name())))
                .add("concludedAt", text(message.conclusion().map(concluded -> concluded
                        .at()
                        .toString())));
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
