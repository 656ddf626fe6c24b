package uk.nhs.rtec.spine.nems;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Where the id of a subscription stands in an answer that is not the subscription. */
final class SubscriptionNames {

    private static final Pattern LOCATION =
            Pattern.compile("(?:.*/)?Subscription/([A-Za-z0-9.\\-]{1,64})(?:/_history/[^/]*)?/?(?:[?#].*)?");

    /** {@code subscription already exists : [id]}: the last word, after a colon. */
    private static final Pattern DIAGNOSTICS = Pattern.compile("(?s).*:\\s*\\[?([A-Za-z0-9\\-]{1,64})[\\].\\s]*");

    private SubscriptionNames() {}

    /** At the end of the URL of what was created, absolute or not. */
    static Optional<SubscriptionId> inLocation(String location) {
        return found(LOCATION.matcher(location));
    }

    /** In what Spine says of one that is there already; the guide does not promise it. */
    static Optional<SubscriptionId> inDiagnostics(String diagnostics) {
        return found(DIAGNOSTICS.matcher(diagnostics));
    }

    /** What stands where the id should may be a patient's number, or lead elsewhere in a URL, and both are worse than no id. */
    private static Optional<SubscriptionId> found(Matcher matcher) {
        return Optional.of(matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .filter(id -> NhsNumber.parse(id).isEmpty() && id.chars().anyMatch(Character::isLetterOrDigit))
                .flatMap(SubscriptionId::parse);
    }
}
