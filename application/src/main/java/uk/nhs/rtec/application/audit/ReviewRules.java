package uk.nhs.rtec.application.audit;

import java.util.EnumSet;
import java.util.Set;
import uk.nhs.rtec.domain.proof.Hash;

/**
 * Which accesses somebody else is to look at.
 *
 * @param samplePercentage of all accesses, 0 to 100
 */
public record ReviewRules(int samplePercentage, WorkingHours hours) {

    private static final int PER_CENT = 100;

    public ReviewRules {
        if (samplePercentage < 0 || samplePercentage > PER_CENT) {
            throw new IllegalArgumentException("a sample is 0 to 100 per cent");
        }
    }

    /**
     * Why this access is to be looked at; empty when it is not.
     *
     * @param hash of the access as a link of its chain: nobody knows it before the access is on record
     */
    public Set<AlertReason> reasons(AccessToHistory access, Hash hash) {
        Set<AlertReason> reasons = EnumSet.noneOf(AlertReason.class);
        if (isInSample(hash)) {
            reasons.add(AlertReason.SAMPLE);
        }
        if (!hours.contain(access.at())) {
            reasons.add(AlertReason.OUTSIDE_WORKING_HOURS);
        }
        // Only exports over the limit are for a second person to agree to; where nobody did, nothing goes out.
        if (access.kind() == AccessKind.EXPORT_APPROVAL && access.succeeded()) {
            reasons.add(AlertReason.EXPORT_OVER_LIMIT);
        }
        return reasons;
    }

    /** By the first four bytes, as a number: where among all numbers of that length it lies. */
    private boolean isInSample(Hash hash) {
        byte[] bytes = hash.bytes().toArray();
        long lies = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            lies = lies << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return lies * PER_CENT < ((long) samplePercentage << Integer.SIZE);
    }
}
