package uk.nhs.rtec.deployment.ledger;

import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Option;
import uk.nhs.rtec.deployment.ledger.archive.Unusable;
import uk.nhs.rtec.persistence.ledger.LedgerMonth;

/** Where the ledger's database is, and who asks: as the server is told, unless the command line says otherwise. */
final class DatabaseOptions {

    @Option(names = "--url", paramLabel = "<jdbc url>", description = "The database; otherwise DB_URL says it.")
    private @Nullable String url;

    @Option(
            names = "--user",
            paramLabel = "<user>",
            description = "The owner of the tables; otherwise DB_MIGRATION_USER, or DB_USER, says who.")
    private @Nullable String user;

    @Option(
            names = "--password-variable",
            paramLabel = "<name>",
            description = "The environment variable that has the password; otherwise DB_MIGRATION_PASSWORD, or"
                    + " DB_PASSWORD with DB_USER.")
    private @Nullable String passwordVariable;

    /** The database, as that user. */
    DataSource database(Surroundings surroundings) throws Unusable {
        String where = Optional.ofNullable(url)
                .or(() -> surroundings.variable("DB_URL"))
                .orElseThrow(() -> new Unusable("the database is not named: --url or DB_URL"));
        boolean isServices =
                user == null && surroundings.variable("DB_MIGRATION_USER").isEmpty();
        String who = Optional.ofNullable(user)
                .or(() -> surroundings.variable(isServices ? "DB_USER" : "DB_MIGRATION_USER"))
                .orElseThrow(() -> new Unusable("nobody is named to ask as: --user, DB_MIGRATION_USER or DB_USER"));
        String variable =
                Optional.ofNullable(passwordVariable).orElse(isServices ? "DB_PASSWORD" : "DB_MIGRATION_PASSWORD");
        String password = surroundings
                .variable(variable)
                .orElseThrow(() -> new Unusable("the environment has no password in " + variable));
        if (where.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setUrl(where);
            postgres.setUser(who);
            postgres.setPassword(password);
            // What the server's URL says of its patience is not meant for whoever reads a whole month.
            postgres.setSocketTimeout(0);
            postgres.setApplicationName("rtec ledger tool");
            return postgres;
        }
        if (where.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            // A file that is not there is a mistake, not a new ledger.
            h2.setURL(where + ";IFEXISTS=TRUE");
            h2.setUser(who);
            h2.setPassword(password);
            return h2;
        }
        throw new Unusable("the ledger is kept on PostgreSQL or H2, not there");
    }

    /** The same, if it is one that months can be taken out of. */
    DataSource divided(Surroundings surroundings) throws Unusable {
        DataSource database = database(surroundings);
        if (!LedgerMonth.isPossibleOn(database)) {
            throw new Unusable(
                    "months are taken out and brought back on PostgreSQL alone; H2 keeps all of them in one table");
        }
        return database;
    }
}
