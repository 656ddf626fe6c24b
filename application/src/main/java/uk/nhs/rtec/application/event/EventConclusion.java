package uk.nhs.rtec.application.event;

/** What became of a message, and why it changed nothing if it did not. */
public enum EventConclusion {
    /** The demographics say something else than before, and it stands beside the certificates now. */
    APPLIED,
    /** They say what they said before. */
    KNOWN_ALREADY,
    /** A death was notified, and they say that the person lives: they rule. */
    DEMOGRAPHICS_SAY_ALIVE,
    /** A death was taken back, and they say that the person is dead: they rule. */
    DEMOGRAPHICS_SAY_DECEASED,
    /** They know nobody by the number. */
    NOT_TRACED,
    /** Nobody whose events are wanted has the number. */
    NOT_FOLLOWED,
    /** It is about something that means nothing to exemptions. */
    OF_NO_INTEREST,
    /** A later event of this patient and kind was applied before. */
    OUTDATED,
    /** The same event came before. */
    REPEATED,
    /** Nobody can read it; it is parked for somebody to look at. */
    UNREADABLE;

    /** Whether the demographics were read for it, so that no older event of its kind can tell anything new. */
    public boolean isOfReading() {
        return switch (this) {
            case APPLIED, KNOWN_ALREADY, DEMOGRAPHICS_SAY_ALIVE, DEMOGRAPHICS_SAY_DECEASED, NOT_TRACED -> true;
            case NOT_FOLLOWED, OF_NO_INTEREST, OUTDATED, REPEATED, UNREADABLE -> false;
        };
    }
}
