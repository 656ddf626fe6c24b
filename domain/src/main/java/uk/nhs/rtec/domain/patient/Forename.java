package uk.nhs.rtec.domain.patient;

import java.util.Optional;

/**
 * A given name: 1 to 35 letters, marks, spaces, apostrophes, full stops and hyphens, with at least one letter.
 *
 * @param inTheClear the name as stated
 */
public record Forename(String inTheClear) {

    public Forename {
        if (!NameText.isValid(inTheClear)) {
            throw new IllegalArgumentException("not a forename");
        }
    }

    /** The forename that the text states, or nothing when it is none. */
    public static Optional<Forename> parse(String text) {
        return NameText.isValid(text) ? Optional.of(new Forename(text)) : Optional.empty();
    }

    /** The form in which names are compared: case, accents, apostrophes, hyphens, full stops and spaces do not count. */
    public String normalised() {
        return NameText.normalised(inTheClear);
    }

    /** The first letter of the {@linkplain #normalised() normalised} name. */
    public String initial() {
        String letters = normalised();
        return letters.substring(0, letters.offsetByCodePoints(0, 1));
    }

    @Override
    public String toString() {
        return "Forename[…]";
    }
}
