package uk.nhs.rtec.persistence.covid;

import uk.nhs.rtec.application.covid.AttemptAtAnother;
import uk.nhs.rtec.application.covid.CovidAttempts;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** Every attempt as a row of its own. */
public final class HibernateCovidAttempts implements CovidAttempts {

    private final Store store;

    public HibernateCovidAttempts(Store store) {
        this.store = store;
    }

    @Override
    public void add(AttemptAtAnother attempt) {
        try {
            store.inTransaction(Patience.CHECK, session -> session.insert(new AttemptRow(attempt)));
        } catch (DatabaseFailure e) {
            throw new CovidRecordsUnavailable(e.what());
        }
    }
}
