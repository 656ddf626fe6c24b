package uk.nhs.rtec.spine.access;

import java.time.Instant;
import java.time.InstantSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.spine.wire.Reply;

/** Access tokens in the name of patients who are signed in, one for each question: none is kept, since it opens a person's records. */
public final class PatientTokens {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

    private final TokenExchangeApi oauth;
    private final ClientAssertion assertion;
    private final InstantSource clock;

    /** Tokens from this service for the application that the settings name. */
    public PatientTokens(TokenExchangeApi oauth, OauthSettings settings, InstantSource clock) {
        this.oauth = oauth;
        this.assertion = new ClientAssertion(settings, clock);
        this.clock = clock;
    }

    /** A token that opens what belongs to the patient whose ID token this is. */
    public TokenGrant exchanged(LoginToken patient) {
        Instant askedAt = clock.instant();
        String signed = assertion.sign();
        Reply reply = Reply.to(
                "token service",
                () -> oauth.exchange(GRANT_TYPE, ID_TOKEN, patient.inTheClear(), AccessTokens.ASSERTION_TYPE, signed));
        return reply.map(
                ok -> IssuedToken.read(ok.body(), askedAt)
                        .<TokenGrant>map(issued -> new TokenGrant.Granted(issued.token()))
                        .orElseGet(() -> new TokenGrant.Withheld(Silence.UNREADABLE)),
                other -> new TokenGrant.Withheld(other.silence()),
                silent -> new TokenGrant.Withheld(silent.silence()));
    }
}
