package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That a certificate counts no longer, though it stays in the register.
 *
 * @param from the first day on which it does not count
 * @param reason why, in the officer's own words: 1 to 200 characters, none of them a control character
 */
public record Revocation(LocalDate from, String reason) {

    /** Why a 12 month prepayment certificate ends early whose instalments are not paid. */
    public static final String DIRECT_DEBIT_LAPSED = "direct debit lapsed";

    public static final int LONGEST_REASON = 200;

    public Revocation {
        if (!isReason(reason)) {
            throw new IllegalArgumentException("not a reason for a revocation");
        }
    }

    /** The reason that the text states, without the spaces around it, or nothing when it is none. */
    public static Optional<String> reason(String text) {
        return Optional.of(text.strip()).filter(Revocation::isReason);
    }

    /** The last day on which the certificate counts. */
    LocalDate lastDay() {
        return from.minusDays(1);
    }

    private static boolean isReason(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_REASON
                && text.codePoints()
                        .noneMatch(point ->
                                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    /** A reason in somebody's own words may tell of a person. */
    @Override
    public String toString() {
        return "Revocation[" + from + ", …]";
    }
}
