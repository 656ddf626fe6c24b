package uk.nhs.rtec.application.event;

/** Brings what is wanted in line with the register. */
public interface FollowHolders {

    /**
     * Looks at holders of whom there is news, and at some of all the others.
     *
     * @return of how many something else is wanted than before
     * @throws EventsUnavailable when a store stops answering
     */
    int follow();
}
