package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many tokens an application may ask for in a minute; unlimited until a test says otherwise. */
final class Quota {
    private static final String MEMBER = "quotaPerMinute";
    private static final long MINUTE_SECONDS = 60;
    private static final int MOST = 1_000_000;

    private int most = Integer.MAX_VALUE;
    private final Map<String, Window> windows = new HashMap<>();

    /** The requests counted in the minute that began at a second. */
    private record Window(long start, int count) {
        Window next(long now) {
            return now < start + MINUTE_SECONDS ? new Window(start, count + 1) : new Window(now, 1);
        }
    }

    synchronized void lift() {
        most = Integer.MAX_VALUE;
        windows.clear();
    }

    /** Reads {@code {"quotaPerMinute":300}}, or {@code {}} for none; throws IllegalArgumentException saying what is wrong. */
    synchronized void read(JsonObject json) {
        if (!Set.of(MEMBER).containsAll(json.keySet())) {
            throw new IllegalArgumentException("the token service's limit is " + MEMBER);
        }
        if (json.isEmpty()) {
            lift();
            return;
        }
        if (!(json.get(MEMBER) instanceof JsonNumber number && number.isIntegral())
                || number.doubleValue() < 1
                || number.doubleValue() > MOST) {
            throw new IllegalArgumentException(MEMBER + " must be a whole number from 1 to " + MOST);
        }
        most = number.intValue();
        windows.clear();
    }

    /** Counts the request, and refuses it when it is one too many. */
    synchronized void count(String apiKey, long now) throws Refused {
        if (most == Integer.MAX_VALUE) {
            return;
        }
        Window window = windows.getOrDefault(apiKey, new Window(now, 0)).next(now);
        windows.put(apiKey, window);
        if (window.count() > most) {
            throw new Refused(OAuthError.ofStatus(429));
        }
    }
}
