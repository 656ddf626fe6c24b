package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import uk.nhs.rtec.application.claim.TakeInClaimLines;
import uk.nhs.rtec.application.job.Holder;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.JobRunner;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.application.job.WorkOffJobs;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.job.HibernateImportJobs;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.rest.claim.ClaimFile;
import uk.nhs.rtec.rest.job.CsvLines;

/** Works off the jobs with claims in a database until none runs any more; in a process of its own, which can be killed. */
final class ClaimsWorker {

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);

    private ClaimsWorker() {}

    /**
     * Works, and notes at the end how many MiB a collection has left at most, and how many the process had.
     *
     * @param arguments the URL of the database, the file with the ledger's wrapping key, and where to note it
     */
    public static void main(String[] arguments)
            throws GeneralSecurityException, IOException, SQLException, InterruptedException {
        Memory memory = new Memory();
        InstantSource clock = InstantSource.system();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        try (Connection connection = source.getConnection();
                Store store = Store.open(Database.kept(source, connection))) {
            ImportJobs jobs =
                    new HibernateImportJobs(store, new KeyRing(store, LedgerKeys.keptIn(Path.of(arguments[1])), clock));
            WorkOffJobs work = new JobRunner(jobs, List.of(subject(clock)), new Holder(UUID.randomUUID()), clock);
            ImportJobs.Running running = jobs.running(clock.instant());
            while (running.held() + running.waiting() > 0) {
                work.workOff(() -> true);
                // What another held who died becomes free in time.
                TimeUnit.MILLISECONDS.sleep(BETWEEN_ROUNDS.toMillis());
                running = jobs.running(clock.instant());
            }
        }
        Files.writeString(Path.of(arguments[2]), memory.largestHeapAfterCollection() + " " + Memory.highWater());
    }

    static Subject<?> subject(InstantSource clock) {
        return TakeInClaimLines.subject(TakeInClaimLines.CSV, CsvLines.of(ClaimFile::new), clock);
    }
}
