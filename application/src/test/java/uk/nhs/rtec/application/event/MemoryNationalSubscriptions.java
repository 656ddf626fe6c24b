package uk.nhs.rtec.application.event;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.Absent;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.There;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.Subscribed;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedBefore;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedNameless;
import uk.nhs.rtec.application.event.NationalSubscriptions.Unsubscribing.Ended;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** A national events service that follows whom it was told to. */
public final class MemoryNationalSubscriptions implements NationalSubscriptions {

    private record Held(SubscriptionId id, Instant end) {}

    private final Map<NhsNumber, Held> held = new LinkedHashMap<>();
    private final Set<SubscriptionId> atTheirEnd = new HashSet<>();
    private Optional<Silence> silence = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private boolean namesThem = true;
    private int given;

    @Override
    public synchronized Subscribing subscribe(NhsNumber patient, Instant end) {
        return instead(Subscribing.class::cast).orElseGet(() -> {
            Held before = held.get(patient);
            if (before != null) {
                return namesThem ? new SubscribedBefore(before.id()) : new SubscribedNameless();
            }
            given++;
            SubscriptionId id = new SubscriptionId("%032x".formatted(given));
            held.put(patient, new Held(id, end));
            return new Subscribed(id);
        });
    }

    @Override
    public synchronized Unsubscribing unsubscribe(SubscriptionId subscription) {
        return instead(Unsubscribing.class::cast).orElseGet(() -> {
            held.values().removeIf(one -> one.id().equals(subscription));
            return new Ended();
        });
    }

    @Override
    public synchronized Looking look(SubscriptionId subscription) {
        return instead(Looking.class::cast)
                .orElseGet(() -> held.values().stream().anyMatch(one -> one.id().equals(subscription))
                        ? new There(!atTheirEnd.contains(subscription))
                        : new Absent());
    }

    /** Whom it follows, and until when. */
    public synchronized Map<NhsNumber, Instant> followed() {
        Map<NhsNumber, Instant> followed = new LinkedHashMap<>();
        held.forEach((patient, one) -> followed.put(patient, one.end()));
        return followed;
    }

    /** Does not name a subscription any more that was there before. */
    public synchronized void keepNames() {
        namesThem = false;
    }

    /** Lets a subscription come to its own end. */
    public synchronized void end(SubscriptionId subscription) {
        atTheirEnd.add(subscription);
    }

    /** Refuses everything, for this reason of Spine's. */
    public synchronized void refuse(String code) {
        refusal = Optional.of(code);
    }

    /** Gives no answer any more, for this reason. */
    public synchronized void fallSilent(Silence reason) {
        silence = Optional.of(reason);
    }

    /** Answers again and refuses nothing. */
    public synchronized void speak() {
        silence = Optional.empty();
        refusal = Optional.empty();
    }

    /** What it answers instead of doing anything. */
    private <T> Optional<T> instead(Function<Object, T> as) {
        Optional<Object> noAnswer = silence.map(NoAnswer::new);
        return noAnswer.or(() -> refusal.map(Refused::new)).map(as);
    }
}
