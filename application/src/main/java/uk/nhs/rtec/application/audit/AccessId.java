package uk.nhs.rtec.application.audit;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of an access that is on record, and of the alert that it raised. */
public record AccessId(UUID value) {

    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** The name that the text states, or nothing when it states none. */
    public static Optional<AccessId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new AccessId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
