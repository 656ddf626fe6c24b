package uk.nhs.rtec.domain.requester;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an accredited system on Spine: 12 digits.
 *
 * @param value the digits
 */
public record Asid(String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{12}");

    public Asid {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an ASID");
        }
    }

    /** The ASID that the text states, or nothing when it is none. */
    public static Optional<Asid> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Asid(text)) : Optional.empty();
    }
}
