package uk.nhs.rtec.sandbox.nems;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;
import uk.nhs.rtec.sandbox.people.Person;

/**
 * What an event says has changed about a patient; each of the details is for some events only.
 *
 * @param deathStatus {@code 1} informal, {@code 2} formal, {@code U} taken back
 * @param address where the patient lives now, as PDS writes addresses
 * @param stillBorn the indicator of a birth: {@code 1} live, {@code 2} to {@code 4} still birth
 */
record PdsChange(
        EventType event,
        Optional<String> deathStatus,
        Optional<LocalDate> died,
        Optional<JsonObject> address,
        Optional<String> practice,
        Optional<JsonObject> name,
        Optional<LocalDate> birthDate,
        Optional<String> supersededBy,
        Optional<Boolean> restricted,
        Optional<String> stillBorn) {
    private static final Map<EventType, Set<String>> DETAILS = new EnumMap<>(Map.of(
            EventType.PDS_DEATH_NOTIFICATION, Set.of("status", "died"),
            EventType.PDS_CHANGE_OF_ADDRESS, Set.of("address"),
            EventType.PDS_CHANGE_OF_GP, Set.of("practice"),
            EventType.PDS_RECORD_CHANGE, Set.of("name", "birthDate", "supersededBy", "restricted"),
            EventType.PDS_BIRTH_NOTIFICATION, Set.of("stillBorn")));

    /** Throws IllegalArgumentException saying what is wrong. */
    static PdsChange read(EventType event, JsonObject json, Set<String> others) {
        Set<String> details = DETAILS.getOrDefault(event, Set.of());
        for (String member : json.keySet()) {
            if (!details.contains(member) && !others.contains(member)) {
                throw new IllegalArgumentException("a " + event.code() + " has no member " + member);
            }
        }
        Optional<String> status = text(json, "status", "1, 2 or U", text -> text.matches("[12U]"));
        if (event == EventType.PDS_DEATH_NOTIFICATION && status.isEmpty()) {
            throw new IllegalArgumentException("status must be 1, 2 or U");
        }
        Optional<JsonObject> address = object(json, "address");
        if (event == EventType.PDS_CHANGE_OF_ADDRESS
                && address.flatMap(each -> JsonText.string(each, "postalCode")).isEmpty()) {
            throw new IllegalArgumentException("address must be an object with a postalCode");
        }
        return new PdsChange(
                event,
                status,
                day(json, "died"),
                address,
                text(json, "practice", "an ODS code", text -> text.matches("[A-Z0-9]{3,10}")),
                object(json, "name"),
                day(json, "birthDate"),
                text(json, "supersededBy", "a valid NHS number", NhsNumbers::isValid),
                flag(json, "restricted"),
                text(json, "stillBorn", "1 to 4", text -> text.matches("[1-4]")));
    }

    private static Optional<String> text(JsonObject json, String member, String form, Predicate<String> test) {
        Optional<String> text = JsonText.string(json, member);
        if (json.containsKey(member) && text.filter(test).isEmpty()) {
            throw new IllegalArgumentException(member + " must be " + form);
        }
        return text;
    }

    private static Optional<LocalDate> day(JsonObject json, String member) {
        try {
            return text(json, member, "a day such as 2026-02-08", any -> true).map(LocalDate::parse);
        } catch (DateTimeParseException noDay) {
            throw new IllegalArgumentException(member + " must be a day such as 2026-02-08", noDay);
        }
    }

    private static Optional<JsonObject> object(JsonObject json, String member) {
        if (!json.containsKey(member)) {
            return Optional.empty();
        }
        if (json.get(member) instanceof JsonObject object) {
            return Optional.of(object);
        }
        throw new IllegalArgumentException(member + " must be an object");
    }

    static Optional<Boolean> flag(JsonObject json, String member) {
        JsonValue value = json.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return Optional.of(value.equals(JsonValue.TRUE));
        }
        throw new IllegalArgumentException(member + " must be true or false");
    }

    /** The patient as PDS has them from now on. */
    JsonObject applied(JsonObject patient, LocalDate today) {
        Map<String, JsonValue> members = new LinkedHashMap<>(patient);
        deathStatus.ifPresent(status -> {
            LocalDate day = died.orElse(today);
            members.remove("deceasedDateTime");
            if (!status.equals("U")) {
                members.put("deceasedDateTime", JsonText.text(day + "T00:00:00+00:00"));
            }
            members.put("extension", withNotice(patient, Person.deathNotice(status, day.toString())));
        });
        address.ifPresent(home -> members.put("address", moved(patient, home, today)));
        practice.ifPresent(odsCode -> members.put(
                "generalPractitioner",
                JsonText.array().add(Person.practice(odsCode, today.toString())).build()));
        name.ifPresent(usual ->
                members.put("name", JsonText.array().add(named(usual, today)).build()));
        birthDate.ifPresent(day -> members.put("birthDate", JsonText.text(day.toString())));
        members.put("meta", meta(patient));
        JsonObjectBuilder changed = JsonText.object();
        members.forEach(changed::add);
        return changed.build();
    }

    private static JsonArray withNotice(JsonObject patient, JsonObject notice) {
        JsonArrayBuilder extensions = JsonText.array();
        for (JsonValue each : array(patient, "extension")) {
            boolean old = each instanceof JsonObject extension
                    && JsonText.string(extension, "url").equals(JsonText.string(notice, "url"));
            if (!old) {
                extensions.add(each);
            }
        }
        return extensions.add(notice).build();
    }

    /** PDS tells of current addresses only: the old home goes, others stay. */
    private static JsonArray moved(JsonObject patient, JsonObject home, LocalDate today) {
        JsonArrayBuilder addresses = JsonText.array()
                .add(JsonText.object()
                        .add("id", "a" + today.toString().replace("-", ""))
                        .add("period", JsonText.object().add("start", today.toString()))
                        .add("use", "home")
                        .add("line", array(home, "line"))
                        .add("postalCode", JsonText.string(home, "postalCode").orElse("")));
        array(patient, "address").stream().filter(each -> !isHome(each)).forEach(addresses::add);
        return addresses.build();
    }

    private static boolean isHome(JsonValue address) {
        return address instanceof JsonObject object
                && JsonText.string(object, "use").orElse("").equals("home");
    }

    static Optional<JsonObject> home(JsonObject patient) {
        return array(patient, "address").stream()
                .filter(PdsChange::isHome)
                .map(JsonValue::asJsonObject)
                .findFirst();
    }

    private static JsonObject named(JsonObject usual, LocalDate today) {
        JsonArrayBuilder given = JsonText.array();
        texts(usual, "given").forEach(given::add);
        return JsonText.object()
                .add("id", "n" + today.toString().replace("-", ""))
                .add("use", "usual")
                .add("period", JsonText.object().add("start", today.toString()))
                .add("given", given)
                .add("family", JsonText.string(usual, "family").orElse(""))
                .build();
    }

    private JsonObject meta(JsonObject patient) {
        JsonObject meta = patient.get("meta") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        JsonObjectBuilder changed = JsonText.object(meta).add("versionId", Integer.toString(version(patient) + 1));
        restricted.ifPresent(
                yes -> changed.add("security", JsonText.array().add(Person.confidentiality(yes ? "R" : "U"))));
        return changed.build();
    }

    static int version(JsonObject patient) {
        return Optional.ofNullable(patient.get("meta"))
                .filter(JsonObject.class::isInstance)
                .flatMap(meta -> JsonText.string(meta.asJsonObject(), "versionId"))
                .filter(text -> text.matches("[0-9]{1,8}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    static JsonArray array(JsonObject object, String member) {
        return object.get(member) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }

    /** The strings of an array, or the one string that stands in its place. */
    static List<String> texts(JsonObject object, String member) {
        List<String> texts = new ArrayList<>();
        JsonText.string(object, member).ifPresent(texts::add);
        for (JsonValue each : array(object, member)) {
            if (each instanceof JsonString text) {
                texts.add(text.getString());
            }
        }
        return texts;
    }

    @Override
    public String toString() {
        return "PdsChange[" + event.code() + "]";
    }
}
