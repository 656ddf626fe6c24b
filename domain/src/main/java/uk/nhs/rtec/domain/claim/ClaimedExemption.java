package uk.nhs.rtec.domain.claim;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The charge exemption that a claim in England states: 0000 to 0020, or any value that begins with 9. It is a code and no value of the
 * vocabulary, since claims must be able to carry values that come later (Client Non-Functional Requirements, PEC-NFR-6); the Welsh values
 * are of no claim that a check in England bears on.
 *
 * @param code the four digits
 */
public record ClaimedExemption(String code) {

    private static final Pattern SHAPE = Pattern.compile("00[01][0-9]|0020|9[0-9]{3}");

    /** 0000 and 0001: the patient paid the charge. */
    private static final Pattern PAID = Pattern.compile("000[01]");

    public ClaimedExemption {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a charge exemption that is claimed in England");
        }
    }

    /** The charge exemption that the text states, or nothing when it is none that is claimed in England. */
    public static Optional<ClaimedExemption> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ClaimedExemption(text)) : Optional.empty();
    }

    /** Whether it says that a source confirmed the exemption, which only an answer of this service can (Client Functional Requirements, Annex A). */
    public boolean isConfirmation() {
        return code.startsWith("9");
    }

    /** Whether it says that the patient paid. */
    public boolean isPayment() {
        return PAID.matcher(code).matches();
    }
}
