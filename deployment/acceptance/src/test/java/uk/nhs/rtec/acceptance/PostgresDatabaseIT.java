package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseIT {
    @Test
    void comesBackOnTheSamePortWithTheSameDataAndSyncsEveryCommit(@TempDir Path folder) throws SQLException {
        PostgresDatabase database =
                new PostgresDatabase(folder.resolve("data"), Ports.free().postgresql());
        try {
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept as select 'here' as word");
            }

            database.stop();
            assertThatThrownBy(() -> connect(database).close()).isInstanceOf(SQLException.class);

            database.start();
            assertThat(ask(database, "select word from kept")).isEqualTo("here");
        } finally {
            database.stop();
        }
    }

    @Test
    void aKillTakesWhatItHasCommittedInMemoryOnly(@TempDir Path folder) throws SQLException {
        // For so long it keeps to itself what it has committed without waiting for the disk.
        PostgresDatabase database = new PostgresDatabase(
                folder.resolve("data"), Ports.free().postgresql(), Map.of("wal_writer_delay", "10s"));
        try {
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept (word text)");
                statement.execute("insert into kept values ('on disk')");
                statement.execute("set synchronous_commit = off");
                statement.execute("insert into kept values ('in memory')");

                database.kill();
            }

            database.start();
            assertThat(ask(database, "select string_agg(word, ',') from kept")).isEqualTo("on disk");
        } finally {
            database.stop();
        }
    }

    private static String ask(PostgresDatabase database, String question) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), PostgresDatabase.NAME, PostgresDatabase.NAME);
    }
}
