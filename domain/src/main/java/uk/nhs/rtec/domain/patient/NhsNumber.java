package uk.nhs.rtec.domain.patient;

import java.util.Optional;

/**
 * An NHS number: ten digits of which the last is the Modulus 11 check digit (NHS Data Dictionary, NHS NUMBER); no spaces.
 *
 * @param inTheClear the ten digits; for the wire to Spine and for the stores, nowhere else
 */
public record NhsNumber(String inTheClear) {

    public NhsNumber {
        if (!isValid(inTheClear)) {
            throw new IllegalArgumentException("not an NHS number");
        }
    }

    /** The NHS number that the text states, or nothing when it is not one. */
    public static Optional<NhsNumber> parse(String text) {
        return isValid(text) ? Optional.of(new NhsNumber(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (text.length() != 10) {
            return false;
        }
        int sum = 0;
        for (int position = 0; position < 10; position++) {
            char digit = text.charAt(position);
            if (digit < '0' || digit > '9') {
                return false;
            }
            if (position < 9) {
                sum += (digit - '0') * (10 - position);
            }
        }
        int check = (11 - sum % 11) % 11;
        return check == text.charAt(9) - '0';
    }

    @Override
    public String toString() {
        return "NhsNumber[…]";
    }
}
