package uk.nhs.rtec.domain.patient;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A postcode as stated: 5 to 8 letters, digits and at most one space; whether it is the right one is for the demographics to say.
 *
 * @param inTheClear the text as stated
 */
public record Postcode(String inTheClear) {

    private static final Pattern SHAPE = Pattern.compile("(?=.{5,8}$)[A-Za-z0-9]+( [A-Za-z0-9]+)?");

    public Postcode {
        if (!SHAPE.matcher(inTheClear).matches()) {
            throw new IllegalArgumentException("not a postcode");
        }
    }

    /** The postcode that the text states, or nothing when it has not the shape of one. */
    public static Optional<Postcode> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Postcode(text)) : Optional.empty();
    }

    /** Upper case without the space: two spellings of one postcode are equal in this form. */
    public String normalised() {
        return inTheClear.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Postcode[…]";
    }
}
