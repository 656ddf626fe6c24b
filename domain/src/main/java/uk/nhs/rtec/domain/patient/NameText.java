package uk.nhs.rtec.domain.patient;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What surnames and forenames have in common: their alphabet, their length, and the form in which spellings are compared. */
final class NameText {

    private static final int LONGEST = 35;

    /** Letters, marks, spaces, apostrophes (typewriter and typographic), full stops and hyphens. */
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{M} '’.\\-]{1," + LONGEST + "}");

    /** Modifier letters are apostrophes and the like that Unicode counts among the letters. */
    private static final Pattern NOT_A_LETTER = Pattern.compile("[\\P{L}\\p{Lm}]+");

    /** Letters that Unicode does not take apart into a plain letter and a mark. */
    private static final Map<String, String> UNDIVIDED =
            Map.of("Ø", "O", "Ł", "L", "Đ", "D", "Ð", "D", "Æ", "AE", "Œ", "OE", "Þ", "TH", "ẞ", "SS");

    private NameText() {}

    /** Of these characters, and something is left of it to compare: else all such names would be one. */
    static boolean isValid(String text) {
        if (isPlain(text)) {
            return text.length() <= LONGEST && !plainLetters(text).isEmpty();
        }
        return SHAPE.matcher(text).matches() && !normalised(text).isEmpty();
    }

    /** Upper case, accents taken off, nothing but letters left: "O’Brien-Smith" and "OBRIEN SMITH" are one. */
    static String normalised(String text) {
        if (isPlain(text)) {
            return plainLetters(text);
        }
        String plain = NOT_A_LETTER
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT))
                .replaceAll("");
        for (Map.Entry<String, String> letter : UNDIVIDED.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return plain;
    }

    /** Whether nothing is in it that Unicode has more than one form of: most names, which are then read without its tables. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!isPlainLetter(each) && " '.-".indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String plainLetters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (isPlainLetter(each)) {
                letters.append((char) (each & ~('a' - 'A')));
            }
        }
        return letters.toString();
    }

    private static boolean isPlainLetter(char each) {
        return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z');
    }
}
