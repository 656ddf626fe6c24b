package uk.nhs.rtec.application.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * The checks of the ledger, counted; a moment behind it. A check counts in the hour in which it was asked for. What was counted stays
 * counted when a month leaves the ledger, and is not counted again when it comes back.
 */
public interface CheckCounts {

    /**
     * How far they are.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Progress progress();

    /**
     * The hours that have any check, in their order.
     *
     * @param from the first hour begins at or after this moment
     * @param to the last hour begins before this moment
     * @param organisation whose checks; everybody's without
     * @throws HistoryUnavailable when that cannot be said
     */
    List<OfHour> hours(Instant from, Instant to, Optional<OdsCode> organisation);

    /**
     * The pharmacies that have any check on these days, both included, in the order of their codes.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    List<OfPharmacy> pharmacies(LocalDate from, LocalDate to);

    /**
     * The categories of which any exemption was found in these months, both included, each month by itself.
     *
     * @param organisation whose checks; everybody's without
     * @throws HistoryUnavailable when that cannot be said
     */
    List<OfCategory> categories(YearMonth from, YearMonth to, Optional<OdsCode> organisation);

    /**
     * How often each source was silent, in the order of sources and silences.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    List<SilenceCount> silences(Instant from, Instant to, Optional<OdsCode> organisation);

    /**
     * How far the counts are.
     *
     * @param upTo when everything that was on record was counted; nothing before the first time
     * @param notCounted months whose checks were not there to be counted
     */
    record Progress(Optional<Instant> upTo, List<YearMonth> notCounted) {

        public Progress {
            notCounted = List.copyOf(notCounted);
        }
    }

    /** The checks of one hour. */
    record OfHour(Instant hour, Tally tally) {}

    /** The checks of one pharmacy. */
    record OfPharmacy(OdsCode organisation, Tally tally) {}

    /** The exemptions of one category that were found in one month in England. */
    record OfCategory(YearMonth month, ChargeExemption category, long confirmations) {}
}
