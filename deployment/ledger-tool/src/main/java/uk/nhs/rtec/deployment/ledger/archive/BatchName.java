package uk.nhs.rtec.deployment.ledger.archive;

/** Which batch: the node that wrote it, and its number there. */
public record BatchName(String node, long number) {

    @Override
    public String toString() {
        return "batch " + number + " of node " + node;
    }
}
