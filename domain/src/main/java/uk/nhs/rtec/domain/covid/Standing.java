package uk.nhs.rtec.domain.covid;

import java.util.function.Function;

/** How far a record has come: only a verified one is ever answered. */
public sealed interface Standing {

    /** The national demographics have not said yet whose number it is. */
    record Pending() implements Standing {}

    /** The number is that of the person the decision was made on. */
    record Verified() implements Standing {}

    /** The number could not be verified: an officer has to look. */
    record Unverified(Mismatch mismatch) implements Standing {}

    /** An officer looked, and the number is not that person's: never answered. */
    record Rejected() implements Standing {}

    /** The record was taken back. */
    record Removed(RemovalReason reason) implements Standing {}

    /** What of a record the national demographics did not confirm. */
    enum Mismatch {
        /** Nobody has this number. */
        NUMBER_UNKNOWN,
        /** The number was withdrawn and no other took its place. */
        NUMBER_INVALIDATED,
        /** Another number took its place; which one counts is for an officer to say, since what was captured stays. */
        NUMBER_SUPERSEDED,
        /** The person with this number was born on another day, or on a day that is not known. */
        BIRTH_DATE_DIFFERS,
        /** The person with this number has another surname, or none that is known. */
        NAME_DIFFERS
    }

    /** Why a record was taken back (codes 5 and 6 of the code system). */
    enum RemovalReason {
        /** It should never have been recorded. */
        ADDED_IN_ERROR,
        /** The patient no longer needs it. */
        NO_LONGER_REQUIRED
    }

    /** One answer for each standing. */
    default <T> T map(
            Function<? super Pending, ? extends T> pending,
            Function<? super Verified, ? extends T> verified,
            Function<? super Unverified, ? extends T> unverified,
            Function<? super Rejected, ? extends T> rejected,
            Function<? super Removed, ? extends T> removed) {
        if (this instanceof Pending standing) {
            return pending.apply(standing);
        }
        if (this instanceof Verified standing) {
            return verified.apply(standing);
        }
        if (this instanceof Unverified standing) {
            return unverified.apply(standing);
        }
        if (this instanceof Rejected standing) {
            return rejected.apply(standing);
        }
        return removed.apply((Removed) this);
    }
}
