package uk.nhs.rtec.spine.access;

import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;

/** What came of wanting a token. */
public sealed interface TokenGrant {

    /** Here it is. */
    record Granted(AccessToken token) implements TokenGrant {}

    /** There is none. */
    record Withheld(Silence silence) implements TokenGrant {}

    /** One answer for each way that it can end. */
    default <T> T map(
            Function<? super Granted, ? extends T> granted, Function<? super Withheld, ? extends T> withheld) {
        return this instanceof Granted grant ? granted.apply(grant) : withheld.apply((Withheld) this);
    }
}
