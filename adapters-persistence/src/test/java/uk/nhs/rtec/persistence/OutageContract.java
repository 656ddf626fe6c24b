package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AccessRecordsContract;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.ExemptionRegisterContract;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.application.register.RegisterUnavailable;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.persistence.audit.HibernateAccessRecords;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;
import uk.nhs.rtec.persistence.register.HibernateCertificateRecords;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;
import uk.nhs.rtec.persistence.register.HibernateExemptionRegister;

/** What every adapter says while its database is down, and that it serves again once the database does. */
interface OutageContract {

    /** A database that is down is not slow: it is known to be down long before. */
    int SECONDS = 60;

    DataSource owner();

    DataSource application();

    /** Lets checks be added of the month in which tests take place. */
    default void makeRoom() {}

    void stop();

    void startAgain();

    @Test
    default void whileTheDatabaseIsDownNothingIsSaidAndAfterwardsNothingIsLost() {
        Migrations.apply(owner(), DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
        makeRoom();
        try (Store store = Store.open(application(), patience -> SECONDS);
                LedgerUnderTest node = LedgerUnderTest.patient(store, application())) {
            CheckLedger ledger = node.ledger();
            CheckHistory history = node.history();
            HibernateExemptionRegister register = new HibernateExemptionRegister(store);
            HibernateCertificateStore certificates = new HibernateCertificateStore(store);
            ExemptionCertificate certificate = ExampleEntry.entry("A").certificate();
            ConcludedCheck before = check().withRequestId(UUID.randomUUID()).concluded();
            ConcludedCheck during = check().withRequestId(UUID.randomUUID()).concluded();
            ledger.append(before);
            certificates.add(List.of(ExampleEntry.entry("A").taken()), AUTHORSHIP);

            stop();
            assertUnavailable(LedgerUnavailable.class, () -> ledger.append(during));
            assertUnavailable(
                    LedgerUnavailable.class,
                    () -> ledger.standing(
                            PHARMACY, before.asked().reference().requestId().orElseThrow(), NOON));
            assertUnavailable(
                    HistoryUnavailable.class, () -> history.check(before.asked().id()));
            assertUnavailable(
                    HistoryUnavailable.class,
                    () -> history.find(
                            everyCheck().of(before.asked().prescription()).query()));
            assertUnavailable(HistoryUnavailable.class, () -> new HibernateAccessRecords(
                            store, "node-1", AccessRecordsContract.NO_ALERTS)
                    .add(AccessToHistory.attempt(
                                    AccessKind.CHECK_SEARCH,
                                    new Officer(PHARMACY.organisation(), PHARMACY.practitioner()),
                                    NOON)
                            .ended(AccessOutcome.SUCCEEDED)));
            assertUnavailable(
                    RegisterUnavailable.class,
                    () -> certificates.add(List.of(ExampleEntry.entry("B").taken()), AUTHORSHIP));
            HibernateCertificateRecords records = new HibernateCertificateRecords(store);
            assertUnavailable(RegisterUnavailable.class, () -> records.certificate(certificate.number()));
            assertUnavailable(
                    RegisterUnavailable.class,
                    () -> records.revoke(certificate.number(), new Revocation(TODAY, "lost"), AUTHORSHIP));
            StoreContract.assertPrompt(() -> assertThat(register.certificatesOf(ExemptionRegisterContract.MARY, TODAY))
                    .isEqualTo(CertificateSearch.silent(Silence.UNREACHABLE)));

            startAgain();
            assertThat(history.check(before.asked().id())).contains(new RecordedCheck(before));
            assertThat(history.check(during.asked().id())).isEmpty();
            assertThat(ledger.append(during).concluded()).isEqualTo(during);
            assertThat(register.certificatesOf(ExemptionRegisterContract.MARY, TODAY))
                    .isEqualTo(CertificateSearch.answered(List.of(certificate)));
        }
    }

    private static void assertUnavailable(Class<? extends RuntimeException> type, Runnable call) {
        StoreContract.assertPrompt(() -> assertThatExceptionOfType(type)
                .isThrownBy(call::run)
                .withNoCause()
                .withMessageStartingWith("the database failed: "));
    }
}
