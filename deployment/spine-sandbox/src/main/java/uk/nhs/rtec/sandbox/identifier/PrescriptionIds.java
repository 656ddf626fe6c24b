package uk.nhs.rtec.sandbox.identifier;

import java.util.Locale;
import java.util.regex.Pattern;

/** The rules a prescription ID keeps: EPS Release 2 short form or Release 1 long form, ISO 7064 MOD 37-2 check character. */
public final class PrescriptionIds {
    private static final Pattern SHORT = Pattern.compile("[A-F0-9]{6}-[A-Z0-9]{6}-[A-F0-9]{5}[A-Z0-9+]");
    private static final Pattern LONG =
            Pattern.compile("[A-F0-9]{8}-[A-F0-9]{4}-[A-F0-9]{4}-[A-F0-9]{4}-[A-F0-9]{12}[A-Z0-9+]");
    // What the tracker's basic resource takes: with or without the check character, in either case.
    private static final Pattern LOOSE = Pattern.compile("[A-Za-z0-9+-]{19,20}|[A-Za-z0-9+-]{36,37}");

    private PrescriptionIds() {}

    public static boolean isValid(String id) {
        return (SHORT.matcher(id).matches() || LONG.matcher(id).matches())
                && checkCharacter(id.substring(0, id.length() - 1)) == id.charAt(id.length() - 1);
    }

    public static boolean isLooselyFormed(String id) {
        return LOOSE.matcher(id).matches();
    }

    /** The ID without its check character, in capitals: what Spine files a prescription under. */
    public static String key(String id) {
        int length = id.length() == 20 || id.length() == 37 ? id.length() - 1 : id.length();
        return id.substring(0, length).toUpperCase(Locale.ROOT);
    }

    public static char checkCharacter(String withoutCheck) {
        int product = 0;
        for (char each : withoutCheck.replace("-", "").toCharArray()) {
            product = (product + Character.digit(each, 36)) * 2 % 37;
        }
        int check = (38 - product) % 37;
        return check == 36 ? '+' : Character.toUpperCase(Character.forDigit(check, 36));
    }
}
