package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// A search that does not end in its time is told from a database that is not there.
@ArquillianTest
@RunAsClient
class PostgresSearchIT {

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void aSearchThatDoesNotEndInItsTimeSaysHowToNarrowIt() throws SQLException {
        assertThat(search().statusCode()).isEqualTo(200);
        try (Connection other = rtec.connectToDatabase();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table ledger_check in access exclusive mode");

            HttpResponse<String> answer = search();

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            JsonObject problem = Rtec.json(answer.body());
            assertThat(problem.getString("detail")).contains("Narrow it", "from, to", "conditions");
            other.rollback();
        }
        assertThat(search().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> search() {
        return rtec.post(
                rtec.http("/audit/v1/checks/search"),
                rtec.token("auditor"),
                "application/json",
                "{\"reason\":\"case 17\",\"odsCode\":\"FML84\"}");
    }
}
