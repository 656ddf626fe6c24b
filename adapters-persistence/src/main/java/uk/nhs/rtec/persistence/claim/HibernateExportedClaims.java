package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.application.claim.ExportedClaim;
import uk.nhs.rtec.persistence.Searches;
import uk.nhs.rtec.persistence.Store;

/** Claims for exports read from their rows as they stood at the moment up to which an export goes, newest first. */
public final class HibernateExportedClaims implements ExportSource<ClaimQuery, ExportedClaim> {

    private final Store store;

    public HibernateExportedClaims(Store store) {
        this.store = store;
    }

    @Override
    public ExportExtent extent(ClaimQuery query, Instant upTo) {
        return Searches.search(
                store,
                session -> ExportExtent.of(StandingClaims.at(upTo)
                        .meeting(query)
                        .in(
                                session,
                                "select count(*) from (select c.id",
                                " fetch first " + (CheckPage.COUNTED_TO + 1) + " rows only) counted",
                                Long.class)
                        .getSingleResult()
                        .intValue()));
    }

    @Override
    public List<ExportedClaim> page(ClaimQuery query, Instant upTo, Optional<ExportedClaim> after, int most) {
        StandingClaims asked = StandingClaims.at(upTo).meeting(query);
        after.ifPresent(last -> asked.after(last.claim().claimedAt(), last.id().value()));
        return Searches.search(store, session -> ClaimRow.read(asked.in(
                        session,
                        "select " + ClaimRow.COLUMNS,
                        " order by c.claimed_at desc, c.id desc fetch first " + most + " rows only",
                        Tuple.class))
                .stream()
                .map(row -> new ExportedClaim(row.id(), row.claim(), row.last().orElseThrow()))
                .toList());
    }
}
