package uk.nhs.rtec.domain.prescription;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The short form of an EPS Release 2 prescription ID: {@code 471BC8-P83027-34B75X}, the last character of which is the ISO 7064 MOD
 * 37-2 check character with {@code +} for the value 36 (EPS FHIR API, group identifier).
 *
 * @param inTheClear the twenty characters, in upper case
 */
public record PrescriptionId(String inTheClear) {

    private static final String SHAPE = "[0-9A-F]{6}-[0-9A-Z]{6}-[0-9A-F]{5}[0-9A-Z+]";
    private static final Pattern IN_UPPER_CASE = Pattern.compile(SHAPE);
    /** Of ASCII letters only: the upper case of a long s is S, and of a dotless i it is I. */
    private static final Pattern IN_ANY_CASE = Pattern.compile(SHAPE, Pattern.CASE_INSENSITIVE);

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+";
    private static final int MODULUS = 37;

    public PrescriptionId {
        if (!isValid(inTheClear)) {
            throw new IllegalArgumentException("not an EPS Release 2 prescription ID");
        }
    }

    /** The prescription ID that the text states in upper or lower case, or nothing when it is not one with a right check character. */
    public static Optional<PrescriptionId> parse(String text) {
        if (!IN_ANY_CASE.matcher(text).matches()) {
            return Optional.empty();
        }
        String upper = text.toUpperCase(Locale.ROOT);
        return isValid(upper) ? Optional.of(new PrescriptionId(upper)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (!IN_UPPER_CASE.matcher(text).matches()) {
            return false;
        }
        int total = 0;
        for (int position = 0; position < text.length() - 1; position++) {
            char character = text.charAt(position);
            if (character != '-') {
                total = (total + ALPHABET.indexOf(character)) * 2 % MODULUS;
            }
        }
        return (total + ALPHABET.indexOf(text.charAt(text.length() - 1))) % MODULUS == 1;
    }

    @Override
    public String toString() {
        return "PrescriptionId[…]";
    }
}
