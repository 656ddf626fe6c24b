package uk.nhs.rtec.domain.covid;

import java.util.regex.Pattern;

/**
 * The ID token with which NHS login says who is signed in; whoever holds it may ask in that patient's name.
 *
 * @param inTheClear the token itself, for the wire and nowhere else
 */
public record LoginToken(String inTheClear) {

    /** What a header can carry. */
    private static final Pattern SHAPE = Pattern.compile("[!-~]+");

    public LoginToken {
        if (!SHAPE.matcher(inTheClear).matches()) {
            throw new IllegalArgumentException("not an ID token");
        }
    }

    @Override
    public String toString() {
        return "LoginToken[…]";
    }
}
