package uk.nhs.rtec.domain.patient;

import java.util.Optional;

/**
 * A family name: 1 to 35 letters, marks, spaces, apostrophes, full stops and hyphens, with at least one letter.
 *
 * @param inTheClear the name as stated
 */
public record Surname(String inTheClear) {

    public Surname {
        if (!NameText.isValid(inTheClear)) {
            throw new IllegalArgumentException("not a surname");
        }
    }

    /** The surname that the text states, or nothing when it is none. */
    public static Optional<Surname> parse(String text) {
        return NameText.isValid(text) ? Optional.of(new Surname(text)) : Optional.empty();
    }

    /** The form in which names are compared: case, accents, apostrophes, hyphens, full stops and spaces do not count. */
    public String normalised() {
        return NameText.normalised(inTheClear);
    }

    @Override
    public String toString() {
        return "Surname[…]";
    }
}
