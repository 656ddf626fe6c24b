package uk.nhs.rtec.domain.event;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of one event message, which a repeated delivery has as well: 1 to 64 letters, digits, hyphens and full stops (FHIR STU3, id). */
public record EventId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9.\\-]{1,64}");

    public EventId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of an event");
        }
    }

    /** The id that the text states, or nothing when it is none. */
    public static Optional<EventId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new EventId(text)) : Optional.empty();
    }
}
