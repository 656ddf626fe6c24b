package uk.nhs.rtec.spine.access;

import java.util.regex.Pattern;

/**
 * An opaque token that opens the gateway.
 *
 * @param inTheClear the token itself, for the Authorization header and nowhere else
 */
public record AccessToken(String inTheClear) {

    private static final Pattern SHAPE = Pattern.compile("[!-~]+");

    public AccessToken {
        if (!isValid(inTheClear)) {
            throw new IllegalArgumentException("not an access token");
        }
    }

    static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The value of the Authorization header. */
    public String asBearer() {
        return "Bearer " + inTheClear;
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
