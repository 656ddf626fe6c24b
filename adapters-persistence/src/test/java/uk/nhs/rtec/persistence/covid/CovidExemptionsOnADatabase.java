package uk.nhs.rtec.persistence.covid;

import uk.nhs.rtec.application.covid.CovidAttemptHistory;
import uk.nhs.rtec.application.covid.CovidAttempts;
import uk.nhs.rtec.application.covid.CovidAttemptsContract;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.CovidExemptionStoreContract;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** The contracts of what is known of COVID-19 exemptions, on a database. */
interface CovidExemptionsOnADatabase extends CovidExemptionStoreContract, CovidAttemptsContract {

    DatabaseUnderTest database();

    @Override
    default CovidExemptionStore store() {
        return new HibernateCovidExemptions(database().store());
    }

    @Override
    default CovidExemptionSource source() {
        return new HibernateCovidExemptions(database().store());
    }

    @Override
    default CovidAttempts attempts() {
        return new HibernateCovidAttempts(database().store());
    }

    @Override
    default CovidAttemptHistory attemptHistory() {
        return new HibernateCovidAttempts(database().store());
    }
}
