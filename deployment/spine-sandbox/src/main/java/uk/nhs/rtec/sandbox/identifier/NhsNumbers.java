package uk.nhs.rtec.sandbox.identifier;

/** The rule an NHS number keeps: ten digits, the last of them a Modulus 11 check digit. */
public final class NhsNumbers {
    private NhsNumbers() {}

    public static boolean isValid(String text) {
        if (!text.matches("[0-9]{10}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (text.charAt(i) - '0') * (10 - i);
        }
        int check = (11 - sum % 11) % 11;
        return check != 10 && check == text.charAt(9) - '0';
    }
}
