package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the rows of an export are: those that meet a query and came before a moment that is long enough ago that no more of them come.
 *
 * @param <Q> how they are asked for; how much a page holds and where it begins is not asked of it
 * @param <R> what they are
 */
public interface ExportSource<Q, R> {

    /**
     * How many they are; counting stops at {@link CheckPage#COUNTED_TO}.
     *
     * @throws SearchTooBroad when it takes too long
     * @throws HistoryUnavailable when that cannot be said
     */
    ExportExtent extent(Q query, Instant upTo);

    /**
     * Some of them, in an order that never changes.
     *
     * @param after those that come after this one
     * @throws SearchTooBroad when it takes too long
     * @throws HistoryUnavailable when that cannot be said
     */
    List<R> page(Q query, Instant upTo, Optional<R> after, int most);
}
