package uk.nhs.rtec.architecture.ruin.rest.there;

import uk.nhs.rtec.architecture.ruin.rest.here.Here;

/** The other half of a cycle. */
public final class There {

    private There() {}

    static Class<?> other() {
        return Here.class;
    }
}
