package uk.nhs.rtec.domain.proof;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** What verifying evidence comes to. */
public sealed interface Verdict {

    /** The ledger recorded this check, and all that is said of it. */
    record Verified() implements Verdict {}

    /**
     * It is not shown that the ledger did.
     *
     * @param flaws everything that is wrong, at least one thing
     */
    record NotVerified(Set<Flaw> flaws) implements Verdict {

        public NotVerified {
            flaws = Collections.unmodifiableSet(EnumSet.copyOf(flaws));
        }
    }

    /** One answer for each verdict. */
    default <T> T map(
            Function<? super Verified, ? extends T> verified, Function<? super NotVerified, ? extends T> notVerified) {
        return this instanceof Verified verdict ? verified.apply(verdict) : notVerified.apply((NotVerified) this);
    }
}
