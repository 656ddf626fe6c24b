package uk.nhs.rtec.spine.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** A token and the time in which it can be used, counted from before it was asked for. */
record IssuedToken(AccessToken token, Instant askedAt, Duration life) {

    private static final Duration RENEW_AHEAD = Duration.ofSeconds(60);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** The token in a reply of the token service, whose values are strings, or nothing when the reply holds none. */
    static Optional<IssuedToken> read(TolerantObject reply, Instant askedAt) {
        Optional<AccessToken> token =
                reply.text("access_token").filter(AccessToken::isValid).map(AccessToken::new);
        boolean bearer =
                reply.text("token_type").filter("bearer"::equalsIgnoreCase).isPresent();
        Optional<Duration> life = reply.textOrNumber("expires_in")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
        return bearer
                ? token.flatMap(value -> life.map(time -> new IssuedToken(value, askedAt, time)))
                : Optional.empty();
    }

    boolean isUsable(Instant now) {
        return now.isBefore(askedAt.plus(life));
    }

    /** A minute before its end, or at half of a life shorter than two minutes. */
    boolean isDueForRenewal(Instant now) {
        Duration half = life.dividedBy(2);
        Duration ahead = half.compareTo(RENEW_AHEAD) < 0 ? half : RENEW_AHEAD;
        return !now.isBefore(askedAt.plus(life).minus(ahead));
    }
}
