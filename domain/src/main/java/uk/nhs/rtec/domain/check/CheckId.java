package uk.nhs.rtec.domain.check;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of one check in the ledger; it tells nothing about the patient. */
public record CheckId(UUID value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The id that the text states, or nothing when it is none. */
    public static Optional<CheckId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CheckId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
