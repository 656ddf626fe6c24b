package uk.nhs.rtec.persistence.ledger;

import java.time.Duration;

/**
 * How one node writes.
 *
 * @param node the name of the node among those on one database
 * @param queue how many checks may wait to be taken; who comes then is refused at once
 * @param largestBatch the most checks of one transaction
 * @param patience how long a caller waits for its check to be on record
 * @param stuckAfter when a batch is under way for longer than this, whoever comes is refused at once
 */
public record LedgerSettings(String node, int queue, int largestBatch, Duration patience, Duration stuckAfter) {

    public LedgerSettings {
        if (!node.matches("[A-Za-z0-9._-]{1,60}")) {
            throw new IllegalArgumentException(
                    "a node is named with letters, digits, full stops, hyphens, underscores, not " + node);
        }
    }

    /** What the service writes by. */
    public static LedgerSettings of(String node) {
        return new LedgerSettings(node, 2_048, 1_024, Duration.ofSeconds(1), Duration.ofMillis(500));
    }
}
