package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.query.SyntaxException;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.application.register.RegisterUnavailable;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;
import uk.nhs.rtec.persistence.register.HibernateExemptionRegister;

/** What holds of every access to the database, on every database: all or nothing, prompt, and silent about rows. */
interface StoreContract {

    /** A second and the time that a busy machine takes; without a limit it would be half a minute and more. */
    Duration PROMPT = Duration.ofSeconds(10);

    DatabaseUnderTest database();

    @Test
    default void whateverIsThrownTakesEverythingBackBeforeAPoolCanCommitIt() {
        try (Store store = Store.open(CommittingPool.over(database().application()))) {
            for (Throwable thrown : List.of(new IllegalStateException("stop"), new StackOverflowError("stop"))) {
                assertThatThrownBy(() -> store.inTransaction(Patience.SEARCH, session -> {
                            session.createNativeMutationQuery(
                                            "insert into certificate (number, category_code, valid_from, valid_to) values ('X', '0006', current_date, current_date)")
                                    .executeUpdate();
                            return thrown(thrown);
                        }))
                        .isSameAs(thrown);
            }
            long certificates = store.inTransaction(Patience.SEARCH, session -> session.createSelectionQuery(
                            "select count(*) from CertificateRow", Long.class)
                    .getSingleResult());
            assertThat(certificates).isZero();
        }
    }

    @Test
    default void aFailureSaysNothingAboutARow() {
        try (LedgerUnderTest node = ledger()) {
            ConcludedCheck check = check().concluded();
            node.ledger().append(check);
            assertThatExceptionOfType(LedgerUnavailable.class)
                    .isThrownBy(() -> node.ledger().append(check))
                    .withNoCause()
                    .withMessage("the database failed: SQLState 23505")
                    .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
        }
    }

    @Test
    default void aMistakeOfOursIsNotTakenForAFailureOfTheDatabase() {
        assertThatThrownBy(
                        () -> database().store().inTransaction(Patience.CHECK, session -> session.createSelectionQuery(
                                        "no query", Object.class)
                                .getResultList()))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    default void aTwinThatNeitherCommitsNorFailsHoldsTheLedgerUpForMomentsOnly() throws SQLException {
        UUID requestId = UUID.randomUUID();
        ConcludedCheck standing = check().concluded();
        ConcludedCheck twin = check().withRequestId(requestId).concluded();
        try (LedgerUnderTest node = ledger();
                Connection other = database().owner().getConnection()) {
            node.ledger().append(standing);
            other.setAutoCommit(false);
            claim(other, requestId, standing);
            assertPrompt(
                    () -> assertThatThrownBy(() -> node.ledger().append(twin)).isInstanceOf(LedgerUnavailable.class));
            other.rollback();
            assertThat(node.history().check(twin.asked().id())).isEmpty();
            assertThat(node.ledger().append(twin).concluded()).isEqualTo(twin);
        }
    }

    @Test
    default void anImporterThatNeitherCommitsNorFailsDoesNotHoldASearchUp() throws SQLException {
        ExampleEntry entry = ExampleEntry.entry("A");
        try (Connection other = database().owner().getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("insert into certificate (number, category_code, valid_from, valid_to)"
                        + " values ('A', '0006', date '2026-01-01', date '2026-12-31')");
            }
            SoughtPerson person = new SoughtPerson(
                    Set.of(entry.person().nhsNumber().orElseThrow()),
                    entry.person().dateOfBirth(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            assertThat(new HibernateExemptionRegister(database().store()).certificatesOf(person, TODAY))
                    .isEqualTo(CertificateSearch.answered(List.of()));
            other.rollback();
        }
    }

    @Test
    default void anImporterThatNeitherCommitsNorFailsHoldsAnotherUpForAWhileOnly() throws SQLException {
        List<RegisterEntry> list =
                List.of(ExampleEntry.entry("A").taken(), ExampleEntry.entry("B").taken());
        try (Connection other = database().owner().getConnection();
                Store impatient = Store.open(database().application(), patience -> 1)) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("insert into certificate (number, category_code, valid_from, valid_to)"
                        + " values ('B', '0006', date '2026-01-01', date '2026-12-31')");
            }
            assertPrompt(() -> assertThatThrownBy(
                            () -> new HibernateCertificateStore(impatient).add(list, Examples.AUTHORSHIP))
                    .isInstanceOf(RegisterUnavailable.class));
            other.rollback();
        }
        assertThat(new HibernateCertificateStore(database().store()).add(list, Examples.AUTHORSHIP))
                .containsExactly(CertificateStore.Taken.ADDED, CertificateStore.Taken.ADDED);
    }

    @Test
    default void whenARightIsMissingTheRegisterCountsAsRefusing() {
        database().asOwner("revoke select, insert on certificate_person from " + DatabaseUnderTest.APPLICATION_USER);
        try {
            assertThat(new HibernateExemptionRegister(database().store()).certificatesOf(somebody(), TODAY))
                    .isEqualTo(CertificateSearch.silent(Silence.REFUSED));
            assertThatThrownBy(() -> new HibernateCertificateStore(database().store())
                            .add(List.of(ExampleEntry.entry("A").taken()), Examples.AUTHORSHIP))
                    .isInstanceOf(RegisterUnavailable.class);
        } finally {
            database().asOwner("grant select, insert on certificate_person to " + DatabaseUnderTest.APPLICATION_USER);
        }
        assertThat(new HibernateExemptionRegister(database().store()).certificatesOf(somebody(), TODAY))
                .isEqualTo(CertificateSearch.answered(List.of()));
    }

    private LedgerUnderTest ledger() {
        return LedgerUnderTest.patient(database().store(), database().application());
    }

    private static Object thrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    static SoughtPerson somebody() {
        return new SoughtPerson(
                Set.of(Examples.PETER_PARKER.nhsNumber()),
                Examples.PETER_PARKER.dateOfBirth(),
                Optional.of(Examples.PETER_PARKER.surname()),
                Optional.of(Examples.PETER_PARKER.postcode()),
                Optional.empty());
    }

    static void assertPrompt(Runnable failing) {
        long start = System.nanoTime();
        failing.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    }

    private static void claim(Connection connection, UUID requestId, ConcludedCheck standing) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into answered_request (request_id, ods_code, user_id, asid, check_id, answered_at)"
                        + " values (?, ?, ?, ?, ?, ?)")) {
            statement.setObject(1, requestId);
            statement.setString(2, standing.asked().requester().organisation().value());
            statement.setString(3, standing.asked().requester().practitioner().value());
            statement.setString(4, standing.asked().requester().system().value());
            statement.setObject(5, standing.asked().id().value());
            statement.setObject(6, OffsetDateTime.ofInstant(standing.answeredAt(), ZoneOffset.UTC));
            statement.execute();
        }
    }
}
