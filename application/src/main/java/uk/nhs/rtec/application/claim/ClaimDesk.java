package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import uk.nhs.rtec.domain.check.OpenCheck;

/** Where officers look claims up, by days that are days in England. */
public final class ClaimDesk implements ReadClaims {

    private final ClaimRecords records;

    public ClaimDesk(ClaimRecords records) {
        this.records = records;
    }

    @Override
    public ClaimPage search(ClaimQuery query) {
        return records.find(query);
    }

    @Override
    public List<ClaimSummary> summary(LocalDate from, LocalDate to) {
        return records.summary(begin(from), begin(to.plusDays(1)));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(OpenCheck.ENGLAND).toInstant();
    }
}
