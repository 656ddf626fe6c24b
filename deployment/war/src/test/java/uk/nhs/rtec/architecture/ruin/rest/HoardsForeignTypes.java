package uk.nhs.rtec.architecture.ruin.rest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.hibernate.Session;
import org.jose4j.jwt.JwtClaims;

/** An API that holds what belongs to the other adapters and to the deployment. */
public record HoardsForeignTypes(
        EntityManager entities,
        Session session,
        DataSource database,
        RestClientBuilder client,
        Retry retry,
        JwtClaims claims,
        Config config,
        MeterRegistry meters) {}
