package uk.nhs.rtec.persistence;

import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;

/** The opened database: every access to it is one short transaction. */
public final class Store implements Transactions, AutoCloseable {

    /** By name, since each row is its own adapter's and nobody else sees it. */
    private static final List<String> ROWS = List.of(
            "uk.nhs.rtec.persistence.register.CertificateRow",
            "uk.nhs.rtec.persistence.register.PersonRow",
            "uk.nhs.rtec.persistence.register.FindingRow",
            "uk.nhs.rtec.persistence.event.HolderRow",
            "uk.nhs.rtec.persistence.event.MessageRow",
            "uk.nhs.rtec.persistence.event.ConclusionRow",
            "uk.nhs.rtec.persistence.event.WaitingRow",
            "uk.nhs.rtec.persistence.audit.AccessRow",
            "uk.nhs.rtec.persistence.audit.AlertRow",
            "uk.nhs.rtec.persistence.audit.ClosureRow",
            "uk.nhs.rtec.persistence.audit.ExportRow",
            "uk.nhs.rtec.persistence.audit.ExportDecisionRow",
            "uk.nhs.rtec.persistence.audit.ExportDownloadRow",
            "uk.nhs.rtec.persistence.covid.ExemptionRow",
            "uk.nhs.rtec.persistence.covid.ChangeRow",
            "uk.nhs.rtec.persistence.covid.AttemptRow",
            "uk.nhs.rtec.persistence.job.JobRow");

    private final SessionFactory sessions;
    private final ToIntFunction<Patience> seconds;

    private Store(SessionFactory sessions, ToIntFunction<Patience> seconds) {
        this.sessions = sessions;
        this.seconds = seconds;
    }

    /**
     * Opens the database, whose schema {@link Migrations} has brought up to date.
     *
     * @param database connects as the application user, outside of any transaction manager
     * @throws PersistenceException when a row is mapped otherwise than the schema has it
     */
    public static Store open(DataSource database) {
        return open(database, Patience::seconds);
    }

    /** Opens it with another patience than the service's. */
    static Store open(DataSource database, ToIntFunction<Patience> seconds) {
        StandardServiceRegistry services = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(Store.class.getClassLoader())
                        .build())
                .applySetting(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database)
                .applySetting(AvailableSettings.HBM2DDL_AUTO, "validate")
                .applySetting(AvailableSettings.JAVA_TIME_USE_DIRECT_JDBC, "true")
                .applySetting(AvailableSettings.IN_CLAUSE_PARAMETER_PADDING, "true")
                // What a server would otherwise add by itself: its transaction manager, its cache, its validator, its
                // XML parser.
                .applySetting(AvailableSettings.TRANSACTION_COORDINATOR_STRATEGY, "jdbc")
                .applySetting(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false")
                .applySetting(AvailableSettings.JAKARTA_VALIDATION_MODE, "none")
                .applySetting(AvailableSettings.XML_MAPPING_ENABLED, "false")
                .applySetting("hibernate.integration.envers.enabled", "false")
                .build();
        try {
            MetadataSources rows = new MetadataSources(services);
            ROWS.forEach(rows::addAnnotatedClassName);
            return new Store(rows.buildMetadata().buildSessionFactory(), seconds);
        } catch (Throwable e) {
            StandardServiceRegistryBuilder.destroy(services);
            throw e;
        }
    }

    /**
     * Does the work in one transaction and commits it; whatever is thrown instead takes all of it back.
     *
     * @param patience after which no statement is begun any more, and one that runs is broken off once it had a second
     * @throws DatabaseFailure when the database fails, in which case a commit may or may not have taken place
     */
    @Override
    public <T> T inTransaction(Patience patience, Function<StatelessSession, T> work) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            Transaction transaction = session.getTransaction();
            transaction.setTimeout(seconds.applyAsInt(patience));
            transaction.begin();
            try {
                T result = patience == Patience.CHECK ? work.apply(session) : awaited(session, patience, work);
                transaction.commit();
                return result;
            } catch (Throwable e) {
                rollBack(transaction);
                throw e;
            }
        } catch (PersistenceException e) {
            throw DatabaseFailure.of(e)
                    .<RuntimeException>map(Function.identity())
                    .orElse(e);
        }
    }

    /** The work, with a driver that waits as long as its statements may take. */
    private <T> T awaited(StatelessSession session, Patience patience, Function<StatelessSession, T> work) {
        return session.doReturningWork(connection -> {
            AnswerTime longer = AnswerTime.ofStatement(connection, seconds.applyAsInt(patience));
            try (longer) {
                return work.apply(session);
            }
        });
    }

    @Override
    public void close() {
        sessions.close();
    }

    /** A pool may commit what is still open on a connection that comes back, so this is never left to closing. */
    private static void rollBack(Transaction transaction) {
        try {
            if (transaction.getStatus().canRollback()) {
                transaction.rollback();
            }
        } catch (PersistenceException ignored) {
            // The first failure is the one to report, and a connection that cannot roll back cannot commit either.
        }
    }
}
