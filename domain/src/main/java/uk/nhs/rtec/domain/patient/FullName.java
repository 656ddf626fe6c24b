package uk.nhs.rtec.domain.patient;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's whole name in one text, as somebody once wrote it down: 1 to 140 letters, marks, spaces, apostrophes, commas, full stops and
 * hyphens, with at least one letter.
 *
 * @param inTheClear the name as written
 */
public record FullName(String inTheClear) {

    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{M} '’,.\\-]{1,140}");

    public FullName {
        if (!isValid(inTheClear)) {
            throw new IllegalArgumentException("not a name");
        }
    }

    /** The name that the text is, or nothing when it is none. */
    public static Optional<FullName> parse(String text) {
        return isValid(text) ? Optional.of(new FullName(text)) : Optional.empty();
    }

    /** Whether the name begins or ends with this surname, in whatever spelling; what stands in the middle is no surname. */
    public boolean has(Surname surname) {
        String whole = NameText.normalised(inTheClear);
        return whole.endsWith(surname.normalised()) || whole.startsWith(surname.normalised());
    }

    private static boolean isValid(String text) {
        return SHAPE.matcher(text).matches() && !NameText.normalised(text).isEmpty();
    }

    @Override
    public String toString() {
        return "FullName[…]";
    }
}
