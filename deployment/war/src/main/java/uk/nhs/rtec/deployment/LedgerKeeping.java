package uk.nhs.rtec.deployment;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.persistence.audit.AccessLogSigner;
import uk.nhs.rtec.persistence.ledger.LedgerAltered;
import uk.nhs.rtec.persistence.ledger.LedgerSequencer;
import uk.nhs.rtec.persistence.ledger.LedgerUpkeep;

/** Has new batches joined and signed, and accesses signed, and the ledger ready for the month that comes, for as long as the service runs. */
@ApplicationScoped
class LedgerKeeping {

    private static final System.Logger LOG = System.getLogger(LedgerKeeping.class.getName());

    private static final long HOURS = 1;

    private final LedgerUpkeep upkeep;
    private final LedgerSequencer sequencer;
    private final AccessLogSigner signer;
    private final Settings settings;

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Future<?> keeping;
    private volatile @Nullable Future<?> sequencing;
    private volatile @Nullable Future<?> signing;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance keeps nothing.
    protected LedgerKeeping() {
        this(null, null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    LedgerKeeping(LedgerUpkeep upkeep, LedgerSequencer sequencer, AccessLogSigner signer, Settings settings) {
        this.upkeep = upkeep;
        this.sequencer = sequencer;
        this.signer = signer;
        this.settings = settings;
    }

    /** The first time it must succeed: without keys and a place for this month's checks there is nothing to serve. */
    void onStartup(@Observes Startup event) {
        upkeep.run();
        long millis = settings.sequencingInterval().toMillis();
        keeping = later.scheduleWithFixedDelay(() -> attempt("kept", upkeep::run), HOURS, HOURS, TimeUnit.HOURS);
        sequencing = later.scheduleWithFixedDelay(
                () -> attempt("joined and signed", sequencer::step), millis, millis, TimeUnit.MILLISECONDS);
        signing = later.scheduleWithFixedDelay(
                () -> attempt("signed as to who looked at it", signer::step), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void attempt(String what, Runnable task) {
        try {
            task.run();
            failing.remove(what);
        } catch (LedgerAltered e) {
            // Whoever reads this must act: nothing is signed of what was tampered with, nor of what comes after it.
            if (failing.add(what)) {
                LOG.log(System.Logger.Level.ERROR, "The ledger was tampered with and is not {0}: {1}", what, e.where());
            }
        } catch (RuntimeException e) {
            // An exception would end the whole series; and one line says it, until it is better.
            if (failing.add(what)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The ledger could not be {0}: {1}",
                        what,
                        e.getClass().getName());
            }
        }
    }

    @PreDestroy
    void stop() {
        Stream.of(keeping, sequencing, signing).filter(Objects::nonNull).forEach(series -> series.cancel(false));
    }
}
