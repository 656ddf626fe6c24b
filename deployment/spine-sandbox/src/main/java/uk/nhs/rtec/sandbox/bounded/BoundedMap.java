package uk.nhs.rtec.sandbox.bounded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entries, so that a sandbox left running does not grow. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    private BoundedMap(int most) {
        this.most = most;
    }

    public static <K, V> Map<K, V> ofAtMost(int most) {
        return Collections.synchronizedMap(new BoundedMap<>(most));
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
