package uk.nhs.rtec.rest.access;

import java.util.function.Function;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.SignedInPatient;

/** Says who is signed in to an app that calls. */
@FunctionalInterface
public interface WhoIsSignedIn {

    /** Who is signed in to this app, according to this ID token. */
    Reading read(AppId app, String token);

    /** What can be said of an ID token. */
    sealed interface Reading {

        /** One answer for each way that reading can end. */
        default <T> T map(
                Function<? super SignedIn, ? extends T> signedIn,
                Function<? super Invalid, ? extends T> invalid,
                Function<? super KeysSilent, ? extends T> keysSilent) {
            if (this instanceof SignedIn reading) {
                return signedIn.apply(reading);
            }
            if (this instanceof Invalid reading) {
                return invalid.apply(reading);
            }
            return keysSilent.apply((KeysSilent) this);
        }
    }

    /** It is the issuer's, made for this app, valid now, and says who this is. */
    record SignedIn(SignedInPatient patient) implements Reading {}

    /** It is not, or does not say. */
    record Invalid() implements Reading {}

    /** Nothing can be said: the issuer's keys cannot be read. */
    record KeysSilent() implements Reading {}
}
