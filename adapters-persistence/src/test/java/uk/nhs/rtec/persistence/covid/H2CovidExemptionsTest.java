package uk.nhs.rtec.persistence.covid;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.covid.CovidAttemptHistory;
import uk.nhs.rtec.application.covid.CovidAttempts;
import uk.nhs.rtec.application.covid.CovidAttemptsContract;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.CovidExemptionStoreContract;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2CovidExemptionsTest implements CovidExemptionStoreContract, CovidAttemptsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public CovidExemptionStore store() {
        return new HibernateCovidExemptions(DATABASE.store());
    }

    @Override
    public CovidExemptionSource source() {
        return new HibernateCovidExemptions(DATABASE.store());
    }

    @Override
    public CovidAttempts attempts() {
        return new HibernateCovidAttempts(DATABASE.store());
    }

    @Override
    public CovidAttemptHistory attemptHistory() {
        return new HibernateCovidAttempts(DATABASE.store());
    }
}
