package uk.nhs.rtec.sandbox.pds;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many requests the gateway lets through; unlimited until a test says otherwise. */
public final class RateLimits {
    private static final Set<String> MEMBERS = Set.of("quotaPerMinute", "spikePerMinute", "apiPerMinute");
    private static final long MINUTE_MILLIS = 60_000;
    private static final int UNLIMITED = 0;

    private int quota = UNLIMITED;
    private int spike = UNLIMITED;
    private int api = UNLIMITED;
    private final Map<String, Window> quotas = new HashMap<>();
    private final Map<String, Instant> lasts = new HashMap<>();
    private Window all = new Window(Instant.EPOCH, 0);

    /** The requests counted in the minute that began at an instant. */
    private record Window(Instant start, int count) {
        Window next(Instant now) {
            return now.isBefore(start.plusMillis(MINUTE_MILLIS)) ? new Window(start, count + 1) : new Window(now, 1);
        }
    }

    public synchronized void reset() {
        set(UNLIMITED, UNLIMITED, UNLIMITED);
    }

    /** Reads {@code {"quotaPerMinute":300,"spikePerMinute":900,"apiPerMinute":1200}}, each optional; what is not said is unlimited. */
    public synchronized void read(JsonObject json) {
        if (!MEMBERS.containsAll(json.keySet())) {
            throw new IllegalArgumentException("rate limits have quotaPerMinute, spikePerMinute and apiPerMinute");
        }
        set(limit(json, "quotaPerMinute"), limit(json, "spikePerMinute"), limit(json, "apiPerMinute"));
    }

    private static int limit(JsonObject json, String member) {
        if (!json.containsKey(member)) {
            return UNLIMITED;
        }
        if (json.get(member) instanceof JsonNumber number && number.isIntegral()) {
            double value = number.doubleValue();
            if (value >= 1 && value <= 1_000_000) {
                return (int) value;
            }
        }
        throw new IllegalArgumentException(member + " must be a whole number from 1 to 1000000");
    }

    private void set(int newQuota, int newSpike, int newApi) {
        quota = newQuota;
        spike = newSpike;
        api = newApi;
        quotas.clear();
        lasts.clear();
        all = new Window(Instant.EPOCH, 0);
    }

    /** Counts the request, and says why it is one too many. */
    synchronized Optional<SpineOutcome> refusal(String application, Instant now) {
        if (quota != UNLIMITED) {
            Window window = quotas.getOrDefault(application, new Window(Instant.EPOCH, 0))
                    .next(now);
            quotas.put(application, window);
            if (window.count() > quota) {
                return Optional.of(SpineOutcome.overQuota(application, quota));
            }
        }
        if (spike != UNLIMITED && isSpike(application, now)) {
            return Optional.of(SpineOutcome.spike(application));
        }
        if (api != UNLIMITED) {
            all = all.next(now);
            if (all.count() > api) {
                return Optional.of(SpineOutcome.EVERYBODY_IS_LIMITED);
            }
        }
        return Optional.empty();
    }

    /** The gateway spreads the minute's requests evenly: whatever comes sooner after the last one let through is a spike. */
    private boolean isSpike(String application, Instant now) {
        Instant last = lasts.get(application);
        if (last != null && Duration.between(last, now).toMillis() < MINUTE_MILLIS / spike) {
            return true;
        }
        lasts.put(application, now);
        return false;
    }
}
