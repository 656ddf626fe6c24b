package uk.nhs.rtec.domain.requester;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a practitioner in the Spine Directory Service: 4 to 20 digits, usually 12.
 *
 * @param value the digits
 */
public record SdsUserId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{4,20}");

    public SdsUserId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an SDS user id");
        }
    }

    /** The user id that the text states, or nothing when it is none. */
    public static Optional<SdsUserId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SdsUserId(text)) : Optional.empty();
    }
}
