package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the access log is signed, node by node.
 *
 * @param nodes in the order of their names
 */
public record AccessLogState(List<NodeState> nodes) {

    /** Of a log in which nothing is yet. */
    public static final AccessLogState EMPTY = new AccessLogState(List.of());

    public AccessLogState {
        nodes = List.copyOf(nodes);
    }

    /**
     * The chain of one node.
     *
     * @param accesses how many accesses it has
     * @param signed how many of them the last signed head vouches for
     * @param signedAt when that was signed, if any was
     * @param whole whether what was signed last is still there
     */
    public record NodeState(String node, long accesses, long signed, Optional<Instant> signedAt, boolean whole) {}

    /** Whether what was signed last is there for every node. */
    public boolean isWhole() {
        return nodes.stream().allMatch(NodeState::whole);
    }

    /** How many accesses no signed head vouches for yet. */
    public long waiting() {
        return nodes.stream()
                .mapToLong(node -> Math.max(0, node.accesses() - node.signed()))
                .sum();
    }
}
