package uk.nhs.rtec.domain.patient;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What surnames and forenames have in common: their alphabet, their length, and the form in which spellings are compared. */
final class NameText {

    /** Letters, marks, spaces, apostrophes (typewriter and typographic), full stops and hyphens. */
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{M} '’.\\-]{1,35}");

    /** Modifier letters are apostrophes and the like that Unicode counts among the letters. */
    private static final Pattern NOT_A_LETTER = Pattern.compile("[\\P{L}\\p{Lm}]+");

    /** Letters that Unicode does not take apart into a plain letter and a mark. */
    private static final Map<String, String> UNDIVIDED =
            Map.of("Ø", "O", "Ł", "L", "Đ", "D", "Ð", "D", "Æ", "AE", "Œ", "OE", "Þ", "TH", "ẞ", "SS");

    private NameText() {}

    /** Of these characters, and something is left of it to compare: else all such names would be one. */
    static boolean isValid(String text) {
        return SHAPE.matcher(text).matches() && !normalised(text).isEmpty();
    }

    /** Upper case, accents taken off, nothing but letters left: "O’Brien-Smith" and "OBRIEN SMITH" are one. */
    static String normalised(String text) {
        String plain = NOT_A_LETTER
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT))
                .replaceAll("");
        for (Map.Entry<String, String> letter : UNDIVIDED.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return plain;
    }
}
