package uk.nhs.rtec.domain.event;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name that the national events service gave a subscription: 1 to 64 letters, digits, hyphens and full stops (FHIR STU3, id). */
public record SubscriptionId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9.\\-]{1,64}");

    public SubscriptionId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a subscription");
        }
    }

    /** The id that the text states, or nothing when it is none. */
    public static Optional<SubscriptionId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SubscriptionId(text)) : Optional.empty();
    }
}
