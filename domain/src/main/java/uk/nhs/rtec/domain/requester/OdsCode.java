package uk.nhs.rtec.domain.requester;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of an organisation in the Organisation Data Service: 3 to 10 capital letters and digits; never {@code FFFFF}, under which locums
 * hold their profiles.
 *
 * @param value the code
 */
public record OdsCode(String value) {

    private static final Pattern SHAPE = Pattern.compile("(?!FFFFF$)[A-Z0-9]{3,10}");

    public OdsCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the ODS code of an organisation");
        }
    }

    /** The code that the text states, or nothing when it is none. */
    public static Optional<OdsCode> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new OdsCode(text)) : Optional.empty();
    }
}
