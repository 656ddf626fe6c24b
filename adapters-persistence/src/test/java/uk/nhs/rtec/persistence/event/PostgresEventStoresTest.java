package uk.nhs.rtec.persistence.event;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.event.EventMessages;
import uk.nhs.rtec.application.event.EventMessagesContract;
import uk.nhs.rtec.application.event.FindingStore;
import uk.nhs.rtec.application.event.FindingStoreContract;
import uk.nhs.rtec.application.event.FollowedHolders;
import uk.nhs.rtec.application.event.FollowedHoldersContract;
import uk.nhs.rtec.application.event.SubscriptionCall;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.register.HibernateCertificateRecords;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;
import uk.nhs.rtec.persistence.register.HibernateExemptionRegister;
import uk.nhs.rtec.persistence.register.HibernateFindings;

final class PostgresEventStoresTest implements FindingStoreContract, FollowedHoldersContract, EventMessagesContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public FindingStore findings() {
        return new HibernateFindings(DATABASE.store());
    }

    @Override
    public FollowedHolders holders() {
        return new HibernateFollowedHolders(DATABASE.store());
    }

    @Override
    public EventMessages messages() {
        return new HibernateEventMessages(DATABASE.store());
    }

    @Override
    public int bodies() {
        return EventRows.bodies(DATABASE);
    }

    @Override
    public List<SubscriptionCall> calls() {
        return EventRows.calls(DATABASE);
    }

    @Override
    public CertificateStore store() {
        return new HibernateCertificateStore(DATABASE.store());
    }

    @Override
    public CertificateRecords records() {
        return new HibernateCertificateRecords(DATABASE.store());
    }

    @Override
    public ExemptionRegister register() {
        return new HibernateExemptionRegister(DATABASE.store());
    }
}
