package uk.nhs.rtec.sandbox.nems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.bounded.BoundedMap;

/** All subscriptions, found by id, by what they are to, and by patient; whoever adds one waits for nobody but the one who adds another. */
public final class Subscriptions {
    /** Enough for the certificate holders of a load test. */
    public static final int MOST = 250_000;

    private static final int MOST_TEXTS = 1000;

    // Reasons and criteria differ in little but the patient: what many say is held once.
    private final Map<String, String> texts = BoundedMap.ofAtMost(MOST_TEXTS);
    private final Map<UUID, Subscription> byId = new HashMap<>();
    private final Map<Subscription.Sameness, Subscription> bySameness = new HashMap<>();
    private final Map<String, List<Subscription>> byPatient = new HashMap<>();
    private final Map<UUID, Subscription> generic = new LinkedHashMap<>();

    private final int most;

    public Subscriptions() {
        this(MOST);
    }

    Subscriptions(int most) {
        this.most = most;
    }

    synchronized void reset() {
        texts.clear();
        byId.clear();
        bySameness.clear();
        byPatient.clear();
        generic.clear();
    }

    public synchronized int size() {
        return byId.size();
    }

    /** Adds it, unless it is a duplicate: then the one that is there already is the answer. */
    synchronized Optional<Subscription> add(Subscription asked) throws Refused {
        Subscription same = bySameness.get(asked.sameness());
        if (same != null) {
            return Optional.of(same);
        }
        if (byId.size() >= most) {
            throw new Refused(
                    SpineCode.INTERNAL_SERVER_ERROR,
                    "The sandbox holds " + most + " subscriptions already: DELETE /_control to start again");
        }
        Subscription subscription = asked.sharing(text -> texts.computeIfAbsent(text, itself -> itself));
        byId.put(subscription.id(), subscription);
        bySameness.put(subscription.sameness(), subscription);
        Optional<String> nhsNumber = subscription.criteria().filter().nhsNumber();
        if (nhsNumber.isPresent()) {
            byPatient
                    .computeIfAbsent(nhsNumber.get(), any -> new ArrayList<>(1))
                    .add(subscription);
        } else {
            generic.put(subscription.id(), subscription);
        }
        return Optional.empty();
    }

    synchronized Optional<Subscription> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized void remove(UUID id) {
        Subscription removed = byId.remove(id);
        if (removed != null) {
            bySameness.remove(removed.sameness());
            generic.remove(id);
            removed.criteria()
                    .filter()
                    .nhsNumber()
                    .ifPresent(number -> byPatient.computeIfPresent(number, (any, all) -> without(all, removed)));
        }
    }

    private static @Nullable List<Subscription> without(List<Subscription> all, Subscription removed) {
        all.remove(removed);
        return all.isEmpty() ? null : all;
    }

    /** Those that may be to an event that befell the patient. */
    synchronized List<Subscription> about(String nhsNumber) {
        return Stream.concat(byPatient.getOrDefault(nhsNumber, List.of()).stream(), generic.values().stream())
                .toList();
    }
}
