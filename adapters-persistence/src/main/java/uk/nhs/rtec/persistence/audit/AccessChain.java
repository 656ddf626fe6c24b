package uk.nhs.rtec.persistence.audit;

import java.util.EnumSet;
import java.util.Set;
import uk.nhs.rtec.domain.proof.Hash;

/** The accesses of a node, held against each other one after the other. */
final class AccessChain {

    private long number;
    private Hash head;

    /** A chain that goes on after an access. */
    AccessChain(long number, Hash head) {
        this.number = number;
        this.head = head;
    }

    /** Takes the next access, whatever is wrong with it. */
    Set<AccessChainCheck.Fault> take(StoredLink next) {
        Set<AccessChainCheck.Fault> faults = EnumSet.noneOf(AccessChainCheck.Fault.class);
        if (next.link().number() != number + 1) {
            faults.add(AccessChainCheck.Fault.NUMBER_MISSING);
        } else if (!next.link().previous().equals(head)) {
            faults.add(AccessChainCheck.Fault.PREVIOUS_DIFFERS);
        }
        if (!next.link().hash().equals(next.hash())) {
            faults.add(AccessChainCheck.Fault.HASH_DIFFERS);
        }
        number = next.link().number();
        head = next.hash();
        return faults;
    }

    long number() {
        return number;
    }

    Hash head() {
        return head;
    }
}
