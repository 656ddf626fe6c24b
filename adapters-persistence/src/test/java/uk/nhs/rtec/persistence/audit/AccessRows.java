package uk.nhs.rtec.persistence.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** What the rows say, for tests: the service itself does not read them yet. */
final class AccessRows {

    private AccessRows() {}

    static List<AccessToHistory> read(Store store) {
        return store.inTransaction(
                Patience.SEARCH, session -> session.createSelectionQuery("from AccessRow a", AccessRow.class)
                        .getResultStream()
                        .map(row -> new AccessToHistory(
                                AccessWords.KIND.value(row.kind),
                                new Officer(new OdsCode(row.odsCode), new SdsUserId(row.userId)),
                                Optional.ofNullable(row.reason),
                                Set.of(row.conditions),
                                Optional.ofNullable(row.checkId).map(CheckId::new),
                                Optional.ofNullable(row.exportId),
                                row.accessedAt))
                        .toList());
    }
}
