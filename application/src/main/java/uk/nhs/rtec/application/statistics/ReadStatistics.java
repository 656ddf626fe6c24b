package uk.nhs.rtec.application.statistics;

import uk.nhs.rtec.application.audit.HistoryUnavailable;

/** Tells how many checks there were. */
@FunctionalInterface
public interface ReadStatistics {

    /**
     * The counts that are asked for, in the order of their keys; by category, those of the whole months that the days are in.
     *
     * @throws HistoryUnavailable when nothing can be said now
     */
    Statistics read(StatisticsQuery query);
}
