package uk.nhs.rtec.sandbox.nems;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;
import uk.nhs.rtec.sandbox.mesh.Mailboxes;
import uk.nhs.rtec.sandbox.pds.Patients;

/** Where a test says that something has happened to a patient: PDS knows it at once, and whoever subscribed gets a message. */
public final class EventDesk {
    /** What every event may say, beside the details of its own. */
    static final Set<String> MEMBERS = Set.of("event", "nhsNumber", "changePds", "lastUpdated", "duplicate", "body");

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private final Patients patients;
    private final Subscriptions subscriptions;
    private final Mailboxes mailboxes;
    private final InstantSource clock;

    public EventDesk(Patients patients, Subscriptions subscriptions, Mailboxes mailboxes, InstantSource clock) {
        this.patients = patients;
        this.subscriptions = subscriptions;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /**
     * Announces an event, and answers how many mailboxes and messages that came to; throws IllegalArgumentException saying what makes no
     * sense.
     */
    public JsonObject announce(JsonObject json) {
        EventType event = JsonText.string(json, "event")
                .flatMap(EventType::named)
                .filter(EventType::isOfPds)
                .orElseThrow(() -> new IllegalArgumentException("event must be one of PDS's event types"));
        PdsChange change = PdsChange.read(event, json, MEMBERS);
        String nhsNumber = JsonText.string(json, "nhsNumber")
                .filter(NhsNumbers::isValid)
                .orElseThrow(() -> new IllegalArgumentException("nhsNumber must be a valid NHS number"));
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ENGLAND);
        Instant lastUpdated = lastUpdated(json).orElse(now);
        boolean twice = PdsChange.flag(json, "duplicate").orElse(false);
        JsonObject before = patients.patient(nhsNumber).orElse(JsonValue.EMPTY_JSON_OBJECT);
        boolean omitted = patients.isRestricted(nhsNumber) && event != EventType.PDS_RECORD_CHANGE;
        JsonObject after =
                PdsChange.flag(json, "changePds").orElse(true) ? changed(nhsNumber, change, before, today) : before;
        EventMessage message = new EventMessage(change, nhsNumber, before, after, lastUpdated, now);
        // A sensitive patient's events are left out without a word (NEMS implementation guide); that a record changed
        // is told.
        Map<String, List<Subscription>> receivers = omitted
                ? Map.of()
                : receivers(
                        occurrence(event, nhsNumber, before, today), occurrence(event, nhsNumber, after, today), now);
        String body = JsonText.string(json, "body").orElseGet(message::text);
        int messages = 0;
        for (Map.Entry<String, List<Subscription>> receiver : receivers.entrySet()) {
            Optional<String> partnerId = partnerId(receiver.getValue());
            for (int i = 0; i < (twice ? 2 : 1); i++) {
                messages += mailboxes.deliver(receiver.getKey(), event.workflowId(), partnerId, body, now) ? 1 : 0;
            }
        }
        return JsonText.object()
                .add("id", message.id())
                .add("mailboxes", receivers.size())
                .add("messages", messages)
                .build();
    }

    private static Optional<Instant> lastUpdated(JsonObject json) {
        try {
            return JsonText.string(json, "lastUpdated")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noInstant) {
            throw new IllegalArgumentException(
                    "lastUpdated must be an instant such as 2026-02-10T08:30:15Z", noInstant);
        }
    }

    /** The patient as PDS has them from now on; of a superseded number the message still tells what was known under it. */
    private JsonObject changed(String nhsNumber, PdsChange change, JsonObject before, LocalDate today) {
        if (before.isEmpty()) {
            throw new IllegalArgumentException(
                    "PDS holds no patient under this number: PUT one, or say \"changePds\":false");
        }
        JsonObject after = change.applied(before, today);
        if (change.supersededBy().isPresent()) {
            String survivor = change.supersededBy().get();
            if (survivor.equals(nhsNumber)) {
                throw new IllegalArgumentException("supersededBy must be another number");
            }
            patients.putSuperseded(nhsNumber, survivor);
        } else {
            patients.putPatient(JsonText.string(before, "id").orElse(nhsNumber), after);
        }
        return after;
    }

    private static Occurrence occurrence(EventType event, String nhsNumber, JsonObject patient, LocalDate today) {
        return new Occurrence(
                event,
                nhsNumber,
                JsonText.string(patient, "birthDate")
                        .filter(day -> day.length() == 10)
                        .map(LocalDate::parse),
                practice(patient),
                today);
    }

    private static Optional<String> practice(JsonObject patient) {
        return patient.get("generalPractitioner") instanceof JsonArray practices
                        && !practices.isEmpty()
                        && practices.get(0) instanceof JsonObject practice
                        && practice.get("identifier") instanceof JsonObject identifier
                ? JsonText.string(identifier, "value")
                : Optional.empty();
    }

    /** The subscriptions that match, by mailbox: each mailbox gets one copy. Who has moved is told of on both sides. */
    private Map<String, List<Subscription>> receivers(Occurrence before, Occurrence after, Instant now) {
        Map<String, List<Subscription>> receivers = new LinkedHashMap<>();
        for (Subscription each : subscriptions.about(after.nhsNumber())) {
            if (each.matches(before, now) || each.matches(after, now)) {
                receivers
                        .computeIfAbsent(each.mailbox(), any -> new ArrayList<>())
                        .add(each);
            }
        }
        return receivers;
    }

    /** The tagged ones among them, as many as MESH has room for. */
    private static Optional<String> partnerId(List<Subscription> matching) {
        String joined = "";
        for (Subscription each : matching) {
            String more = each.partnerId().map(partner -> "~~~" + partner).orElse("");
            if (joined.length() + more.length() <= Mailboxes.LONGEST_PARTNER_ID + 3) {
                joined += more;
            }
        }
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined.substring(3));
    }
}
