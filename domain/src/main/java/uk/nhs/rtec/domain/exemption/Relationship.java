package uk.nhs.rtec.domain.exemption;

import java.util.Arrays;
import java.util.Optional;

/** What someone named on a certificate is to it; each is covered in their own right. */
public enum Relationship {
    HOLDER("holder"),
    PARTNER("partner"),
    DEPENDANT("dependant");

    private final String code;

    Relationship(String code) {
        this.code = code;
    }

    /** The relationship with this code, or nothing when there is none. */
    public static Optional<Relationship> ofCode(String code) {
        return Arrays.stream(values())
                .filter(relationship -> relationship.code.equals(code))
                .findFirst();
    }

    /** The word for it in register files: lower case. */
    public String code() {
        return code;
    }
}
