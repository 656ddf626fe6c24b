package uk.nhs.rtec.rest.audit;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** What every search has in its body: members that are all read before anything is said about them. */
public final class SearchMembers {

    private static final int USUAL_PAGE = 50;

    private final JsonObject body;
    private final Optional<Cursors.OfSearch> cursors;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * The members of a body.
     *
     * @param kind what is searched
     */
    public SearchMembers(JsonObject body, String kind, Cursors cursors) {
        this.body = body;
        this.cursors = Optional.of(cursors.of(kind, body));
    }

    /** The members of a body that asks for nothing that has pages. */
    public SearchMembers(JsonObject body) {
        this.body = body;
        this.cursors = Optional.empty();
    }

    /** By which further pages of this search are asked for. */
    public Cursors.OfSearch cursors() {
        return cursors.orElseThrow();
    }

    /** Where the last page of this search ended. */
    public Optional<Cursors.Place> cursor() {
        return text("cursor", cursors()::place, "must be what an earlier answer to the same search gave as next");
    }

    /** Why the search is made. */
    public String reason() {
        String reason =
                body.get("reason") instanceof JsonString text ? text.getString().strip() : "";
        if (reason.isEmpty()
                || reason.codePointCount(0, reason.length()) > AccessToHistory.LONGEST_REASON
                || !StrictJson.isStorable(reason)) {
            faults.add(new Fault(
                    "reason", "must say why you look, in 1 to " + AccessToHistory.LONGEST_REASON + " characters"));
        }
        return reason;
    }

    /** A string; null is absent. */
    public <T> Optional<T> text(String member, Function<String, Optional<T>> parse, String complaint) {
        JsonValue value = body.get(member);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        Optional<T> parsed = value instanceof JsonString text ? parse.apply(text.getString()) : Optional.empty();
        if (parsed.isEmpty()) {
            faults.add(new Fault(member, complaint));
        }
        return parsed;
    }

    /** A string that must be there. */
    public <T> Optional<T> required(String member, Function<String, Optional<T>> parse, String complaint) {
        if (!isThere(member)) {
            faults.add(new Fault(member, complaint));
        }
        return text(member, parse, complaint);
    }

    /** A moment, from which or until which is searched. */
    public Optional<Instant> moment(String member) {
        return text(member, SearchMembers::parsed, "must be a time with its offset, ISO 8601");
    }

    /** Of two members that say something only together, neither may be there alone. */
    public void together(String one, String other) {
        if (isThere(one) != isThere(other)) {
            faults.add(new Fault(isThere(one) ? other : one, "must be there with " + (isThere(one) ? one : other)));
        }
    }

    private boolean isThere(String member) {
        return body.containsKey(member) && !body.isNull(member);
    }

    /** How much a page may hold. */
    public int limit(int largest) {
        JsonValue value = body.get("limit");
        if (value == null || value == JsonValue.NULL) {
            return USUAL_PAGE;
        }
        // As a decimal: longValue() keeps the low bits only, and would take 2^64 + 1 for 1.
        if (value instanceof JsonNumber number
                && number.isIntegral()
                && number.bigDecimalValue().compareTo(BigDecimal.ONE) >= 0
                && number.bigDecimalValue().compareTo(BigDecimal.valueOf(largest)) <= 0) {
            return number.intValue();
        }
        faults.add(new Fault("limit", "must be a whole number from 1 to " + largest));
        return USUAL_PAGE;
    }

    /** What is wrong with all that was read, and with members that are not among the known. */
    public List<Fault> faults(Set<String> known) {
        body.keySet().stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> faults.add(new Fault("body", "has a member that is not known")));
        return List.copyOf(faults);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return KeptMoment.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
