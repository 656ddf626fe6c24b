package uk.nhs.rtec.application.audit;

import java.time.Duration;

/**
 * What holds for every export.
 *
 * @param limit the most rows that one person may take out alone
 * @param settling how long ago something must have been asked for to be in an export: a check is written within seconds, or never, and a
 *     step of an import ends within a minute, so that what is older is there
 * @param lifetime how long an export can be decided on and downloaded, from its request on
 */
public record ExportTerms(int limit, Duration settling, Duration lifetime) {

    /** A ledger that hangs may take so long to write what it was told. */
    private static final Duration SHORTEST_SETTLING = Duration.ofSeconds(10);

    public ExportTerms {
        if (limit < 0 || limit > CheckPage.COUNTED_TO) {
            // Nobody counts further.
            throw new IllegalArgumentException(
                    "the limit of exports is 0 to " + CheckPage.COUNTED_TO + ", not " + limit);
        }
        if (settling.compareTo(SHORTEST_SETTLING) < 0) {
            throw new IllegalArgumentException(
                    "what is taken out must have settled for " + SHORTEST_SETTLING + " or longer, not " + settling);
        }
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("an export lives for some time, not " + lifetime);
        }
    }
}
