package uk.nhs.rtec.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.event.ApplyEvents;
import uk.nhs.rtec.application.event.EventBacklog;
import uk.nhs.rtec.application.event.FollowHolders;
import uk.nhs.rtec.application.event.ReadEventBacklog;
import uk.nhs.rtec.application.event.ReceiveEvents;
import uk.nhs.rtec.application.event.ReconcileSubscriptions;
import uk.nhs.rtec.spine.nems.NemsGenericSubscriptions;
import uk.nhs.rtec.spine.nems.NemsSettings;

/**
 * Follows holders of certificates, hears of them and has the register know, round after round on a thread of its own for as long as the
 * service runs; and tells how far it is: {@code rtec_event_subscriptions}, {@code rtec_event_messages}, {@code
 * rtec_event_oldest_seconds}, {@code rtec_event_mailbox_silent_seconds}.
 */
@ApplicationScoped
class EventWorking {

    private static final System.Logger LOG = System.getLogger(EventWorking.class.getName());

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_GENERIC = Duration.ofDays(1);

    /** A generic subscription is made anew long before it ends. */
    private static final Duration GENERIC_LASTS = Duration.ofDays(365);

    /** As long as one call to a national service takes, generously. */
    private static final long SECONDS_TO_LEAVE = 15;

    private final FollowHolders follow;
    private final ReconcileSubscriptions reconcile;
    private final ReceiveEvents receive;
    private final ApplyEvents apply;
    private final ReadEventBacklog backlog;
    private final WatchedMailbox mailbox;
    private final Instance<NemsGenericSubscriptions> generic;
    private final EventSettings settings;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable EventBacklog> counted = new AtomicReference<>();

    @Resource
    private ManagedThreadFactory threads;

    private volatile @Nullable Thread worker;
    private volatile Instant began = Instant.MIN;
    private Instant nextCount = Instant.MIN;
    private Instant nextGeneric = Instant.MIN;
    private boolean failing;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance does nothing.
    protected EventWorking() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the threads before anything is called.
    EventWorking(
            FollowHolders follow,
            ReconcileSubscriptions reconcile,
            ReceiveEvents receive,
            ApplyEvents apply,
            ReadEventBacklog backlog,
            WatchedMailbox mailbox,
            Instance<NemsGenericSubscriptions> generic,
            EventSettings settings,
            MeterRegistry meters,
            InstantSource clock) {
        this.follow = follow;
        this.reconcile = reconcile;
        this.receive = receive;
        this.apply = apply;
        this.backlog = backlog;
        this.mailbox = mailbox;
        this.generic = generic;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    void onStartup(@Observes Startup event) {
        settings.readAll();
        if (!settings.areOn()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "National events are off: nobody hears of a death before a check does, until rtec.events.legal-basis is stated");
            return;
        }
        began = clock.instant();
        subscriptions("active", EventBacklog.Subscriptions::active);
        subscriptions("to-subscribe", EventBacklog.Subscriptions::toSubscribe);
        subscriptions("to-end", EventBacklog.Subscriptions::toEnd);
        subscriptions("parked", EventBacklog.Subscriptions::parked);
        subscriptions("unsubscribable", EventBacklog.Subscriptions::unsubscribable);
        messages("unapplied", EventBacklog.Messages::unapplied);
        messages("parked", EventBacklog.Messages::parked);
        meters.gauge("rtec.event.mailbox.silent.seconds", this, EventWorking::secondsOfSilence);
        meters.gauge("rtec.event.oldest.seconds", this, EventWorking::secondsOfTheOldest);
        Thread thread = threads.newThread(this::work);
        thread.setName("rtec-events");
        worker = thread;
        thread.start();
    }

    /** What was last counted, within the last seconds; nothing before the first time and while the store is silent. */
    Optional<EventBacklog> lastCounted() {
        return Optional.ofNullable(counted.get());
    }

    private void work() {
        try {
            do {
                round();
            } while (!stopped.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each part by itself: the mailbox is emptied while nobody can be subscribed, and the other way round. */
    private void round() {
        boolean failed = fails("follow", follow::follow);
        failed |=
                isGeneric() ? fails("subscribe", this::subscribeGenerically) : fails("subscribe", reconcile::reconcile);
        failed |= fails("receive", receive::receive);
        failed |= fails("apply", apply::apply);
        failed |= fails("count", this::count);
        failing = failed;
    }

    /** The first of several rounds that fail is told of, by the class only, since a message may hold what is about a patient. */
    private boolean fails(String what, Runnable part) {
        if (stopped.getCount() == 0) {
            return false;
        }
        try {
            part.run();
            return false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "National events have to wait ({0}): {1}",
                        what,
                        e.getClass().getName());
            }
            return true;
        }
    }

    private boolean isGeneric() {
        return settings.nems().mode() == NemsSettings.Mode.GENERIC;
    }

    private void subscribeGenerically() {
        Instant now = clock.instant();
        if (now.isBefore(nextGeneric)) {
            return;
        }
        nextGeneric = now.plus(settings.interval());
        boolean all = generic.get().subscribe(now.plus(GENERIC_LASTS)).entrySet().stream()
                .allMatch(each -> each.getValue()
                        .<Boolean>map(
                                subscribed -> true,
                                before -> true,
                                nameless -> true,
                                refused -> isRefused(each.getKey().code(), refused.code()),
                                noAnswer -> false));
        if (all) {
            nextGeneric = now.plus(BETWEEN_GENERIC);
        }
    }

    /** Asking again at once changes nothing, but somebody may. */
    private static boolean isRefused(String event, String code) {
        LOG.log(System.Logger.Level.ERROR, "No subscription to {0}: {1}", event, code);
        return true;
    }

    private void count() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCount)) {
            // Nobody knows until it is counted, and the gauges say so.
            counted.set(null);
            counted.set(backlog.backlog());
            nextCount = now.plus(BETWEEN_COUNTS);
        }
    }

    private void subscriptions(String state, ToLongFunction<EventBacklog.Subscriptions> holders) {
        gauge("rtec.event.subscriptions", state, backlog -> holders.applyAsLong(backlog.subscriptions()));
    }

    private void messages(String state, ToLongFunction<EventBacklog.Messages> messages) {
        gauge("rtec.event.messages", state, backlog -> messages.applyAsLong(backlog.messages()));
    }

    /** By the registry's own method: the server's registry passes on nothing that a builder registers. */
    private void gauge(String name, String state, ToLongFunction<EventBacklog> number) {
        meters.gauge(name, List.of(Tag.of("state", state)), counted, last -> {
            EventBacklog seen = last.get();
            return seen == null ? Double.NaN : number.applyAsLong(seen);
        });
    }

    private double secondsOfTheOldest() {
        EventBacklog seen = counted.get();
        return seen == null
                ? Double.NaN
                : seen.messages()
                        .oldestWaiting()
                        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1e3)
                        .orElse(0.0);
    }

    private double secondsOfSilence() {
        Instant since = mailbox.lastAnswered().orElse(began);
        return Duration.between(since, clock.instant()).toMillis() / 1e3;
    }

    /** Without an interrupt, which would close an embedded database's file under everybody. */
    @PreDestroy
    void stop() {
        stopped.countDown();
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
