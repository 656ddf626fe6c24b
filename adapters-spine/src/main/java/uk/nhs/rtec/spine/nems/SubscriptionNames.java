package uk.nhs.rtec.spine.nems;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.domain.event.SubscriptionId;

/** Where the id of a subscription stands in an answer that is not the subscription. */
final class SubscriptionNames {

    private static final Pattern LOCATION =
            Pattern.compile("(?:.*/)?Subscription/([A-Za-z0-9.\\-]{1,64})(?:/_history/[^/]*)?/?(?:[?#].*)?");

    /** {@code subscription already exists : [id]}: the last word, after a colon. */
    private static final Pattern DIAGNOSTICS = Pattern.compile("(?s).*:\\s*([A-Za-z0-9\\-]{1,64})[.\\s]*");

    private SubscriptionNames() {}

    /** At the end of the URL of what was created, absolute or not. */
    static Optional<SubscriptionId> inLocation(String location) {
        return found(LOCATION.matcher(location));
    }

    /** In what Spine says of one that is there already; the guide does not promise it. */
    static Optional<SubscriptionId> inDiagnostics(String diagnostics) {
        return found(DIAGNOSTICS.matcher(diagnostics));
    }

    private static Optional<SubscriptionId> found(Matcher matcher) {
        return matcher.matches() ? SubscriptionId.parse(matcher.group(1)) : Optional.empty();
    }
}
