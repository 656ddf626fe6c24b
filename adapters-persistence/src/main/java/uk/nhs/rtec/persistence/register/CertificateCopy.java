package uk.nhs.rtec.persistence.register;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.TimeOrderedIds;
import uk.nhs.rtec.persistence.copy.BinaryCopy;
import uk.nhs.rtec.persistence.copy.CopiedRows;

/** Certificates that the register does not have, on PostgreSQL: they and their people go straight into their tables. */
final class CertificateCopy {

    private static final String CERTIFICATES = """
            certificate (number, category_code, valid_from, valid_to,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)""";

    private static final int CERTIFICATE_COLUMNS = 7;

    private static final String PEOPLE = """
            certificate_person (id, certificate_number, relationship, nhs_number, surname, forename,
                date_of_birth, postcode, surname_key, postcode_key,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)""";

    private static final int PERSON_COLUMNS = 13;

    private static final String ALREADY_THERE = "23505";

    private CertificateCopy() {}

    /** Whether the database of this session can take certificates in like this. */
    static boolean isPossibleIn(StatelessSession session) {
        return session.doReturningWork(BinaryCopy::isPossibleOn);
    }

    /**
     * Adds them all, unless somebody else brings one of these certificates at the same time and is first: then none of them.
     *
     * @param people each on one of the certificates, and none twice
     * @return whether they were added
     */
    static boolean added(
            StatelessSession session,
            Collection<ExemptionCertificate> certificates,
            List<RegisterEntry> people,
            Authorship by) {
        int seconds = secondsLeft(session);
        return session.doReturningWork(connection -> {
            limit(connection, seconds);
            Savepoint before = connection.setSavepoint();
            try {
                addCertificates(connection, certificates, by);
                addPeople(connection, people, by);
            } catch (SQLException e) {
                if (!ALREADY_THERE.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
            connection.releaseSavepoint(before);
            return true;
        });
    }

    private static void addCertificates(
            Connection connection, Collection<ExemptionCertificate> certificates, Authorship by) throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(connection, CERTIFICATES)) {
            for (ExemptionCertificate certificate : certificates) {
                CopiedRows row = copy.next()
                        .beginRow(CERTIFICATE_COLUMNS)
                        .add(certificate.number().value())
                        .add(certificate.category().code())
                        .add(certificate.validity().from())
                        .add(certificate.validity().to());
                sign(row, by);
            }
            copy.end();
        }
    }

    private static void addPeople(Connection connection, List<RegisterEntry> people, Authorship by)
            throws SQLException {
        TimeOrderedIds ids = new TimeOrderedIds(by.at());
        try (BinaryCopy copy = new BinaryCopy(connection, PEOPLE)) {
            for (RegisterEntry entry : people) {
                NamedPerson person = entry.person();
                CopiedRows row = copy.next()
                        .beginRow(PERSON_COLUMNS)
                        .add(ids.next())
                        .add(entry.certificate().number().value())
                        .add(person.relationship().code())
                        .add(person.nhsNumber().map(NhsNumber::inTheClear).orElse(null))
                        .add(person.surname().inTheClear())
                        .add(person.forename().map(Forename::inTheClear).orElse(null))
                        .add(person.dateOfBirth().inTheClear())
                        .add(person.postcode().inTheClear())
                        .add(person.surname().normalised())
                        .add(person.postcode().normalised());
                sign(row, by);
            }
            copy.end();
        }
    }

    private static void sign(CopiedRows row, Authorship by) {
        row.add(by.at())
                .add(by.officer().organisation().value())
                .add(by.officer().user().value());
    }

    /** The driver lets no query time-out reach a COPY, and one may wait for somebody else's transaction. */
    private static void limit(Connection connection, int seconds) throws SQLException {
        if (seconds > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local statement_timeout = '" + seconds + "s'");
            }
        }
    }

    /** What is left of this transaction's time, as for any statement of Hibernate's own; negative when it has no limit. */
    private static int secondsLeft(StatelessSession session) {
        return ((SharedSessionContractImplementor) session)
                .getJdbcCoordinator()
                .determineRemainingTransactionTimeOutPeriod();
    }
}
