package uk.nhs.rtec.persistence;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids for the rows of one list (UUID version 7): each sorts after the one before it, and after those of earlier lists, so that an index
 * of them grows at its end and not everywhere.
 */
public final class TimeOrderedIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 48 bits of the millisecond, then the version. */
    private final long moment;

    /** What tells the lists of one millisecond apart: 48 bits, which nobody else will draw. */
    private final long list;

    private long next;

    /** A list's, of that moment. */
    public TimeOrderedIds(Instant at) {
        moment = at.toEpochMilli() << 16 | 0x7000;
        list = RANDOM.nextLong() & 0xFFFF_FFFF_FFFFL;
    }

    /** The next id; there are 67 million for a list. */
    public UUID next() {
        long count = next++;
        return new UUID(moment | (count >>> 14 & 0xFFF), Long.MIN_VALUE | (count & 0x3FFF) << 48 | list);
    }
}
