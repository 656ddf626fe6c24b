package uk.nhs.rtec.application.register;

import java.util.Arrays;
import java.util.Optional;

/** A column of a register file of certificates. */
public enum RegisterColumn {
    CERTIFICATE_NUMBER("certificate_number"),
    CATEGORY("category"),
    VALID_FROM("valid_from"),
    VALID_TO("valid_to"),
    RELATIONSHIP("relationship"),
    NHS_NUMBER("nhs_number"),
    SURNAME("surname"),
    FORENAME("forename"),
    DATE_OF_BIRTH("date_of_birth"),
    POSTCODE("postcode");

    private final String header;

    RegisterColumn(String header) {
        this.header = header;
    }

    /** The column with this name in the header line, or nothing when there is none. */
    public static Optional<RegisterColumn> ofHeader(String name) {
        return Arrays.stream(values())
                .filter(column -> column.header.equals(name))
                .findFirst();
    }

    /** Its name in the header line. */
    public String header() {
        return header;
    }
}
