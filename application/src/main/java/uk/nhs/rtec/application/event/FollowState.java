package uk.nhs.rtec.application.event;

/** How far the subscription to a holder's events is what it should be. */
public enum FollowState {
    /** Wanted, and not there as far as is known. */
    TO_SUBSCRIBE,
    /** Wanted and there. */
    ACTIVE,
    /** There, but for another number or not for long enough: to be ended and made anew, since none can be changed. */
    TO_RENEW,
    /** There, and no longer wanted. */
    TO_END,
    /** Not wanted, and not there. */
    ENDED,
    /** Wanted, but the national demographics know nobody by the number: asked again from time to time. */
    UNSUBSCRIBABLE,
    /** The events service will not, and says why with a code: asked again from time to time, and to be looked at by somebody. */
    PARKED
}
