package uk.nhs.rtec.architecture.ruin.deployment;

import jakarta.persistence.EntityManager;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Health that reads what is stored. */
public record CuriousHealth(EntityManager entities) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("database");
    }
}
