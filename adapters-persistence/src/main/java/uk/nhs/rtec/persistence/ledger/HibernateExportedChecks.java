package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.persistence.Searches;
import uk.nhs.rtec.persistence.Store;

/** Checks for exports read from the ledger's rows, newest first, each page in a transaction of its own. */
public final class HibernateExportedChecks implements ExportSource<CheckQuery, KeptCheck> {

    private final Store store;
    private final KeyRing keys;
    private final CheckReader reader;

    public HibernateExportedChecks(Store store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
        this.reader = new CheckReader(keys);
    }

    @Override
    public ExportExtent extent(CheckQuery query, Instant upTo) {
        return Searches.search(
                store,
                session -> ExportExtent.of(conditions(session, query, upTo).count(session, CheckPage.COUNTED_TO + 1)));
    }

    @Override
    public List<KeptCheck> page(CheckQuery query, Instant upTo, Optional<KeptCheck> after, int most) {
        return Searches.search(
                store,
                session -> reader.read(
                        session,
                        conditions(session, query, upTo)
                                .newest(session, after.map(HibernateExportedChecks::placeOf), most)));
    }

    private Conditions conditions(StatelessSession session, CheckQuery query, Instant upTo) {
        return Conditions.of(query, keys.of(session, Conditions.monthsToHashFor(query)))
                .before(upTo);
    }

    private static CheckCursor placeOf(KeptCheck check) {
        return check.map(
                recorded -> new CheckCursor(recorded.concluded().asked().askedAt(), recorded.id()),
                erased -> new CheckCursor(erased.askedAt(), erased.id()));
    }
}
