package uk.nhs.rtec.deployment;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import uk.nhs.rtec.persistence.Ownership;

/**
 * Whether the database answers, and whether the service uses it as the owner of its tables, who may change what is on record. Nobody connects as
 * that owner to find out.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

    private static final int SECONDS = 1;

    @Resource(lookup = "java:jboss/datasources/RtecDS")
    private DataSource application;

    @SuppressWarnings("NullAway.Init") // The container sets it before anything is asked.
    DatabaseHealth() {}

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("database");
        try (Connection connection = application.getConnection()) {
            return health.status(connection.isValid(SECONDS))
                    .withData("product", connection.getMetaData().getDatabaseProductName())
                    .withData("owner in use", Ownership.isOf(connection, SECONDS))
                    .build();
        } catch (SQLException e) {
            return health.down()
                    .withData("SQLState", String.valueOf(e.getSQLState()))
                    .build();
        }
    }
}
