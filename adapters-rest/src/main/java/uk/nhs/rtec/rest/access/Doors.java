package uk.nhs.rtec.rest.access;

/** What a caller without a good token meets. */
@FunctionalInterface
public interface Doors {

    /** How one of them stands. */
    enum Door {
        /** Behind it nobody is asked for a token. */
        OPEN,
        /** Behind it everybody is: without one nobody learns even what would be wrong with the request. */
        GUARDED,
        /** The same, and the API behind it words its refusals itself, since its 401 has a body. */
        GUARDED_BY_API
    }

    /**
     * The door that leads to a path.
     *
     * @param path of the request, as it was sent
     */
    Door to(String path);
}
