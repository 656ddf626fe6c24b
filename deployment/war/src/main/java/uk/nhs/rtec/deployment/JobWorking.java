package uk.nhs.rtec.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.WorkOffJobs;

/**
 * Has jobs worked off for as long as the service runs, on a thread of its own, since one job may take hours, and tells how many there are:
 * {@code rtec_import_jobs}.
 */
@ApplicationScoped
class JobWorking {

    private static final System.Logger LOG = System.getLogger(JobWorking.class.getName());

    /** How long a job waits at most for a node that has nothing else to do. */
    private static final long MILLIS_BETWEEN_ROUNDS = 1_000;

    private static final long SECONDS_BETWEEN_COUNTS = 10;

    /** As long as a step takes, generously; who is not done by then is a node that died. */
    private static final long SECONDS_TO_LEAVE = 10;

    private final WorkOffJobs workOff;
    private final ImportJobs jobs;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<ImportJobs.@Nullable Running> running = new AtomicReference<>();

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Thread worker;
    private volatile @Nullable Future<?> counting;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance does nothing.
    protected JobWorking() {
        this(null, null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the threads before anything is called.
    JobWorking(WorkOffJobs workOff, ImportJobs jobs, MeterRegistry meters, InstantSource clock) {
        this.workOff = workOff;
        this.jobs = jobs;
        this.meters = meters;
        this.clock = clock;
    }

    void onStartup(@Observes Startup event) {
        gauge("held", ImportJobs.Running::held);
        gauge("waiting", ImportJobs.Running::waiting);
        counting = later.scheduleWithFixedDelay(this::count, 0, SECONDS_BETWEEN_COUNTS, TimeUnit.SECONDS);
        Thread thread = threads.newThread(this::work);
        thread.setName("rtec-import-jobs");
        worker = thread;
        thread.start();
    }

    private void work() {
        boolean silent = false;
        try {
            while (!stopped.await(MILLIS_BETWEEN_ROUNDS, TimeUnit.MILLISECONDS)) {
                boolean heard = round(silent);
                silent = !heard;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it could be worked; the first of several rounds that could not is told of. */
    private boolean round(boolean silentBefore) {
        try {
            workOff.workOff(() -> stopped.getCount() > 0);
            return true;
        } catch (RuntimeException e) {
            if (!silentBefore) {
                // The class only, since a message may hold what stands in a file.
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Import jobs have to wait: {0}",
                        e.getClass().getName());
            }
            return false;
        }
    }

    private void count() {
        try {
            running.set(jobs.running(clock.instant()));
        } catch (RuntimeException e) {
            // Nobody knows, and the gauges say so; why, the worker has told.
            running.set(null);
        }
    }

    /** By the registry's own method: the server's registry passes on nothing that a builder registers. */
    private void gauge(String state, ToLongFunction<ImportJobs.Running> jobs) {
        meters.gauge("rtec.import.jobs", List.of(Tag.of("state", state)), running, last -> {
            ImportJobs.Running counted = last.get();
            return counted == null ? Double.NaN : jobs.applyAsLong(counted);
        });
    }

    /** Without an interrupt, which would close an embedded database's file under everybody. */
    @PreDestroy
    void stop() {
        stopped.countDown();
        if (counting != null) {
            counting.cancel(false);
        }
        Thread working = worker;
        if (working != null) {
            try {
                working.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_LEAVE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
