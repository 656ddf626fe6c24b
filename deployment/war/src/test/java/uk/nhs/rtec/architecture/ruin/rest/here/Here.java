package uk.nhs.rtec.architecture.ruin.rest.here;

import uk.nhs.rtec.architecture.ruin.rest.there.There;

/** One half of a cycle. */
public record Here(There there) {

    /** Where the other half finds this one. */
    public static final int PLACE = 1;
}
