package uk.nhs.rtec.deployment;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;
import uk.nhs.rtec.application.statistics.CheckCounts;
import uk.nhs.rtec.application.statistics.CountedChecks;
import uk.nhs.rtec.application.statistics.ReadStatistics;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.statistics.HibernateCheckCounts;
import uk.nhs.rtec.persistence.statistics.StatisticsFollower;

/** Statistics: who counts the ledger's checks, and what is read of the counts. */
@ApplicationScoped
class StatisticsWiring {

    /** Not the ledger's own, whose few connections are for its writer. */
    @Resource(lookup = "java:jboss/datasources/RtecDS")
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // The container sets it before anything is produced.
    StatisticsWiring() {}

    @Produces
    @Singleton
    StatisticsFollower follower(InstantSource clock) {
        return new StatisticsFollower(database, clock);
    }

    @Produces
    @ApplicationScoped
    CheckCounts counts(Store store) {
        return new HibernateCheckCounts(store);
    }

    @Produces
    @ApplicationScoped
    ReadStatistics read(CheckCounts counts) {
        return new CountedChecks(counts);
    }
}
