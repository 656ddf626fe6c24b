package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What the import is compared with: one COPY for each table, into tables with the columns of the register's, in one transaction. */
final class PlainCopy {

    private static final int BUFFER = 1 << 16;

    private final Database database;
    private final String suffix;

    private PlainCopy(Database database, String suffix) {
        this.database = database;
        this.suffix = suffix;
    }

    /** Into tables that have every index and every constraint of the register's. */
    static PlainCopy indexed(Database database) {
        database.execute("create table certificate_twin (like certificate including all)");
        database.execute("create table certificate_person_twin (like certificate_person including all, "
                + "foreign key (certificate_number) references certificate_twin (number))");
        return new PlainCopy(database, "_twin");
    }

    /** Into tables that have no index, no key and no constraint. */
    static PlainCopy bare(Database database) {
        database.execute("create table certificate_bare (like certificate)");
        database.execute("create table certificate_person_bare (like certificate_person)");
        return new PlainCopy(database, "_bare");
    }

    void empty() {
        database.execute("truncate certificate" + suffix + ", certificate_person" + suffix);
    }

    void take(RegisterLines lines) throws IOException, SQLException {
        Connection connection = database.owner();
        connection.setAutoCommit(false);
        copy(
                connection,
                lines.certificates(),
                "certificate" + suffix
                        + " (number, category_code, valid_from, valid_to, taken_in_at, taken_in_by_organisation, taken_in_by_user)");
        copy(
                connection,
                lines.people(),
                "certificate_person" + suffix
                        + " (id, certificate_number, relationship, nhs_number, surname, forename, date_of_birth, postcode,"
                        + " surname_key, postcode_key, taken_in_at, taken_in_by_organisation, taken_in_by_user)");
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void copy(Connection connection, Path rows, String into) throws IOException, SQLException {
        try (InputStream text = Files.newInputStream(rows)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin", text, BUFFER);
        }
    }
}
