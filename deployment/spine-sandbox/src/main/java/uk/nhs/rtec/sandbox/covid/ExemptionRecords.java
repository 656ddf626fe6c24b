package uk.nhs.rtec.sandbox.covid;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The Bundles that are answered in place of a scenario, by NHS number. */
public final class ExemptionRecords {
    /** Far more than any test needs, and small enough to hold in memory. */
    private static final int MOST = 20_000;

    private final Map<String, JsonObject> bundles = new ConcurrentHashMap<>();

    /** Every number answers with its scenario again. */
    public void reset() {
        bundles.clear();
    }

    /** From now on this is the answer for the number; throws IllegalArgumentException saying why not. */
    public void put(String nhsNumber, JsonObject bundle) {
        if (bundles.size() >= MOST && !bundles.containsKey(nhsNumber)) {
            throw new IllegalArgumentException(
                    "The sandbox holds " + MOST + " Bundles already: DELETE /_control to start again");
        }
        bundles.put(nhsNumber, bundle);
    }

    public void remove(String nhsNumber) {
        bundles.remove(nhsNumber);
    }

    Optional<JsonObject> find(String nhsNumber) {
        return Optional.ofNullable(bundles.get(nhsNumber));
    }
}
