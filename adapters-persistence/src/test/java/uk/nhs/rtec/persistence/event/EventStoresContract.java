package uk.nhs.rtec.persistence.event;

import java.util.List;
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

/** What every store of events and of what was found after them owes, on a database. */
interface EventStoresContract extends FindingStoreContract, FollowedHoldersContract, EventMessagesContract {

    DatabaseUnderTest database();

    @Override
    default FindingStore findings() {
        return new HibernateFindings(database().store());
    }

    @Override
    default FollowedHolders holders() {
        return new HibernateFollowedHolders(database().store());
    }

    @Override
    default EventMessages messages() {
        return new HibernateEventMessages(database().store());
    }

    @Override
    default int bodies() {
        return EventRows.bodies(database());
    }

    @Override
    default List<SubscriptionCall> calls() {
        return EventRows.calls(database());
    }

    @Override
    default CertificateStore store() {
        return new HibernateCertificateStore(database().store());
    }

    @Override
    default CertificateRecords records() {
        return new HibernateCertificateRecords(database().store());
    }

    @Override
    default ExemptionRegister register() {
        return new HibernateExemptionRegister(database().store());
    }
}
