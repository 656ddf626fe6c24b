package uk.nhs.rtec.persistence.covid;

import java.util.List;
import uk.nhs.rtec.application.covid.AttemptAtAnother;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** What the rows say, for tests: the service itself does not read them yet. */
final class AttemptRows {

    private AttemptRows() {}

    static List<AttemptAtAnother> read(Store store) {
        return store.inTransaction(
                Patience.SEARCH, session -> session.createSelectionQuery("from AttemptRow a", AttemptRow.class)
                        .getResultStream()
                        .map(AttemptRow::attempt)
                        .toList());
    }
}
