package uk.nhs.rtec.application.audit;

import java.time.Duration;

/**
 * What holds for every export.
 *
 * @param limit the most rows that one person may take out alone
 * @param lifetime how long an export can be decided on and downloaded, from its request on
 */
public record ExportTerms(int limit, Duration lifetime) {

    public ExportTerms {
        if (limit < 0 || limit > CheckPage.COUNTED_TO) {
            // Nobody counts further.
            throw new IllegalArgumentException(
                    "the limit of exports is 0 to " + CheckPage.COUNTED_TO + ", not " + limit);
        }
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("an export lives for some time, not " + lifetime);
        }
    }
}
