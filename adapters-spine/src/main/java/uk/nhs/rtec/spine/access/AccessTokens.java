package uk.nhs.rtec.spine.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.spine.wire.Reply;

/**
 * The one access token of this process: fetched when first needed, renewed before its end by one caller while the others go on with the
 * old one, and never fetched by two callers at once.
 */
public final class AccessTokens {

    private static final String GRANT_TYPE = "client_credentials";
    static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final OauthApi oauth;
    private final ClientAssertion assertion;
    private final InstantSource clock;

    private final Object lock = new Object();
    private @Nullable IssuedToken held;
    private @Nullable CompletableFuture<TokenGrant> fetch;

    /** Tokens from this service for the application that the settings name. */
    public AccessTokens(OauthApi oauth, OauthSettings settings, InstantSource clock) {
        this.oauth = oauth;
        this.assertion = new ClientAssertion(settings, clock);
        this.clock = clock;
    }

    /** A token to use now; who has to wait for another caller's fetch does not wait longer than until then. */
    public TokenGrant current(Instant until) {
        CompletableFuture<TokenGrant> mine = new CompletableFuture<>();
        CompletableFuture<TokenGrant> underWay;
        synchronized (lock) {
            Instant now = clock.instant();
            Optional<IssuedToken> usable = usable(now);
            if (usable.isPresent() && (fetch != null || !usable.get().isDueForRenewal(now))) {
                return new TokenGrant.Granted(usable.get().token());
            }
            underWay = fetch == null ? mine : fetch;
            fetch = underWay;
        }
        return underWay == mine ? fetch(mine) : await(underWay, Duration.between(clock.instant(), until));
    }

    /** Gives up a token that was refused; a newer one that another caller has fetched meanwhile is kept. */
    public void forget(AccessToken refused) {
        synchronized (lock) {
            if (held != null && held.token().equals(refused)) {
                held = null;
            }
        }
    }

    private TokenGrant fetch(CompletableFuture<TokenGrant> mine) {
        TokenGrant grant = new TokenGrant.Withheld(Silence.NOT_ASKED);
        try {
            grant = ask();
            return grant;
        } finally {
            synchronized (lock) {
                fetch = null;
            }
            mine.complete(grant);
        }
    }

    private TokenGrant ask() {
        Instant askedAt = clock.instant();
        String signed = assertion.sign();
        Reply reply = Reply.to("token service", () -> oauth.token(GRANT_TYPE, ASSERTION_TYPE, signed));
        TokenGrant answered = reply.map(
                ok -> IssuedToken.read(ok.body(), askedAt)
                        .map(this::hold)
                        .orElseGet(() -> new TokenGrant.Withheld(Silence.UNREADABLE)),
                other -> new TokenGrant.Withheld(other.silence()),
                silent -> new TokenGrant.Withheld(silent.silence()));
        return answered.map(granted -> granted, this::oldOneOr);
    }

    private TokenGrant hold(IssuedToken issued) {
        synchronized (lock) {
            held = issued;
        }
        return new TokenGrant.Granted(issued.token());
    }

    /** A renewal that fails costs nobody anything while the old token lasts. */
    private TokenGrant oldOneOr(TokenGrant.Withheld withheld) {
        synchronized (lock) {
            return usable(clock.instant())
                    .<TokenGrant>map(old -> new TokenGrant.Granted(old.token()))
                    .orElse(withheld);
        }
    }

    private Optional<IssuedToken> usable(Instant now) {
        return Optional.ofNullable(held).filter(token -> token.isUsable(now));
    }

    private static TokenGrant await(CompletableFuture<TokenGrant> fetch, Duration atMost) {
        try {
            return fetch.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new TokenGrant.Withheld(Silence.TIMED_OUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TokenGrant.Withheld(Silence.TIMED_OUT);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch completes with a grant, never with an exception", e);
        }
    }
}
