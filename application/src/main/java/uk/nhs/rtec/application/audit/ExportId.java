package uk.nhs.rtec.application.audit;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of one export; it tells nothing about what is in it. */
public record ExportId(UUID value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The id that the text states, or nothing when it is none. */
    public static Optional<ExportId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ExportId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
