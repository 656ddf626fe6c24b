package uk.nhs.rtec.sandbox.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of a request, by name in any case; of a repeated header, the first value. */
public final class Headers {
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Headers(Map<String, String> values) {
        values.forEach(this.values::putIfAbsent);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
