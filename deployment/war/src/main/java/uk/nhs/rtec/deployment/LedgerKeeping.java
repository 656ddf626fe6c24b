package uk.nhs.rtec.deployment;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.audit.AccessLogSigner;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerAltered;
import uk.nhs.rtec.persistence.ledger.LedgerSequencer;
import uk.nhs.rtec.persistence.ledger.LedgerUpkeep;

/** Has new batches joined and signed, and accesses signed, and the ledger ready for the month that comes, for as long as the service runs. */
@ApplicationScoped
class LedgerKeeping {

    private static final System.Logger LOG = System.getLogger(LedgerKeeping.class.getName());

    private static final long HOURS_BETWEEN = 1;

    /** So that what goes at a time is what was answered in as long. */
    private static final long SECONDS_BETWEEN = 60;

    private final LedgerUpkeep upkeep;
    private final KeyRing keys;
    private final LedgerSequencer sequencer;
    private final SigningWatch watch;
    private final AccessLogSigner signer;
    private final Settings settings;

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Future<?> keeping;
    private volatile @Nullable Future<?> forgetting;
    private volatile @Nullable Future<?> sequencing;
    private volatile @Nullable Future<?> signing;
    private volatile List<YearMonth> unreadable = List.of();
    private volatile boolean stopped;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance keeps nothing.
    protected LedgerKeeping() {
        this(null, null, null, null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    LedgerKeeping(
            LedgerUpkeep upkeep,
            KeyRing keys,
            LedgerSequencer sequencer,
            SigningWatch watch,
            AccessLogSigner signer,
            Settings settings) {
        this.upkeep = upkeep;
        this.keys = keys;
        this.sequencer = sequencer;
        this.watch = watch;
        this.signer = signer;
        this.settings = settings;
    }

    /** The first time it must succeed: without keys and a place for this month's checks there is nothing to serve. */
    void onStartup(@Observes Startup event) {
        upkeep.prepare();
        lookForUnreadable();
        long millis = settings.sequencingInterval().toMillis();
        keeping = later.scheduleWithFixedDelay(
                () -> {
                    attempt("made ready for the month that comes", upkeep::prepare);
                    attempt("read", this::lookForUnreadable);
                },
                HOURS_BETWEEN,
                HOURS_BETWEEN,
                TimeUnit.HOURS);
        forgetting = later.scheduleWithFixedDelay(
                () -> attempt("rid of requests that were answered long ago", this::forget),
                SECONDS_BETWEEN,
                SECONDS_BETWEEN,
                TimeUnit.SECONDS);
        sequencing = later.scheduleWithFixedDelay(
                () -> {
                    attempt("joined and signed", sequencer::step);
                    attempt("asked what is not signed", watch::look);
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
        signing = later.scheduleWithFixedDelay(
                () -> attempt("signed as to who looked at it", signer::step), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** The months whose people cannot be read, since what wrapped their keys is not in the key store. */
    List<YearMonth> unreadable() {
        return unreadable;
    }

    /** No reason not to start: new checks are recorded, and older ones of every other month are read, all the same. */
    private void lookForUnreadable() {
        List<YearMonth> now = keys.unreadable();
        if (!now.isEmpty() && !now.equals(unreadable)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The ledger''s key store opens the keys of every month but these: {0}",
                    now);
        }
        unreadable = now;
    }

    private void forget() {
        boolean more = true;
        while (more && !stopped) {
            more = upkeep.forget();
        }
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
                        e instanceof DatabaseFailure failure
                                ? failure.what()
                                : e.getClass().getName());
            }
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        Stream.of(keeping, forgetting, sequencing, signing)
                .filter(Objects::nonNull)
                .forEach(series -> series.cancel(false));
    }
}
