package uk.nhs.rtec.domain.exemption;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number printed on an exemption certificate: 1 to 40 letters, digits, hyphens, slashes and full stops.
 *
 * @param value the number
 */
public record CertificateNumber(String value) implements Comparable<CertificateNumber> {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9./\\-]{1,40}");

    public CertificateNumber {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a certificate number");
        }
    }

    /** The number that the text states, or nothing when it is none. */
    public static Optional<CertificateNumber> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CertificateNumber(text)) : Optional.empty();
    }

    @Override
    public int compareTo(CertificateNumber other) {
        return value.compareTo(other.value);
    }

    /** A certificate number leads to a person, so it does not print itself. */
    @Override
    public String toString() {
        return "CertificateNumber[…]";
    }
}
