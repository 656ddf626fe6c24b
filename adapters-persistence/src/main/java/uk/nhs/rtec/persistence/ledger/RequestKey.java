package uk.nhs.rtec.persistence.ledger;

import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.requester.Requester;

/** A request id and whose it is; in an order, so that no two nodes wait for each other's in a circle. */
record RequestKey(UUID requestId, String odsCode, String userId, String asid) implements Comparable<RequestKey> {

    private static final Comparator<RequestKey> ORDER = Comparator.comparing(RequestKey::requestId)
            .thenComparing(RequestKey::odsCode)
            .thenComparing(RequestKey::userId)
            .thenComparing(RequestKey::asid);

    static RequestKey of(Requester requester, UUID requestId) {
        return new RequestKey(
                requestId,
                requester.organisation().value(),
                requester.practitioner().value(),
                requester.system().value());
    }

    /** What the check was asked by, if its request has an id. */
    static Optional<RequestKey> of(ConcludedCheck check) {
        return check.asked().reference().requestId().map(id -> of(check.asked().requester(), id));
    }

    @Override
    public int compareTo(RequestKey other) {
        return ORDER.compare(this, other);
    }
}
