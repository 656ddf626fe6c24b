package uk.nhs.rtec.sandbox.pds;

import java.text.Normalizer;
import java.util.Locale;

/** American Soundex: names that sound alike share a code. */
final class Soundex {
    // The digit of each letter from A to Z; 0 for those without one.
    private static final String DIGITS = "01230120022455012623010202";

    private Soundex() {}

    static boolean alike(String one, String other) {
        String code = of(one);
        return !code.isEmpty() && code.equals(of(other));
    }

    static String of(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z]", "");
        StringBuilder code = new StringBuilder();
        char last = '0';
        for (int i = 0; i < letters.length() && code.length() < 4; i++) {
            char letter = letters.charAt(i);
            char digit = DIGITS.charAt(letter - 'A');
            if (i == 0) {
                code.append(letter);
            } else if (digit != '0' && digit != last) {
                code.append(digit);
            }
            if (letter != 'H' && letter != 'W') {
                last = digit;
            }
        }
        return code.isEmpty() ? "" : (code + "000").substring(0, 4);
    }
}
