package uk.nhs.rtec.domain.covid;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name under which a calling app is known to the issuer of its tokens: 1 to 64 letters, digits, hyphens, underscores and full stops. */
public record AppId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._\\-]{1,64}");

    public AppId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of an app");
        }
    }

    /** The id that the text states, or nothing when it is none. */
    public static Optional<AppId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new AppId(text)) : Optional.empty();
    }
}
