package uk.nhs.rtec.domain.covid;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of one exemption record, given by the system that recorded the decision: 1 to 64 letters, digits, hyphens and full stops. */
public record CovidRecordId(String value) {

    /** The {@code id} of FHIR R4. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9.\\-]{1,64}");

    public CovidRecordId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a record id");
        }
    }

    /** The record id that the text states, or nothing when it is none. */
    public static Optional<CovidRecordId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CovidRecordId(text)) : Optional.empty();
    }
}
