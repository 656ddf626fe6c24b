package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.identifier.PrescriptionIds;
import uk.nhs.rtec.sandbox.people.SamplePrescription;

/** Every prescription the tracker knows, filed as Spine files them: without the check character. */
public final class Prescriptions {
    public static final int MOST = 50_000;

    private volatile Map<String, Filed> filed = new ConcurrentHashMap<>();

    /** Forgets everything, and starts again with these, at one stroke. */
    public void reset(Stream<SamplePrescription> samples, Instant now) {
        Map<String, Filed> anew = new ConcurrentHashMap<>();
        SampleFiling filing = new SampleFiling(now);
        samples.forEach(sample -> anew.put(PrescriptionIds.key(sample.id()), filing.filed(sample)));
        filed = anew;
    }

    /** Throws IllegalArgumentException saying what is wrong. */
    public void put(String id, JsonObject json) {
        if (!PrescriptionIds.isValid(id)) {
            throw new IllegalArgumentException(
                    "the ID in the path is no EPS prescription ID with a right check character (with capitals only)");
        }
        String key = PrescriptionIds.key(id);
        if (filed.size() >= MOST && !filed.containsKey(key)) {
            throw new IllegalArgumentException(
                    "The sandbox holds " + MOST + " prescriptions already: DELETE /_control to start again");
        }
        filed.put(key, Filed.read(id, json));
    }

    public void remove(String id) {
        filed.remove(PrescriptionIds.key(id));
    }

    public int size() {
        return filed.size();
    }

    Optional<Filed> find(String id) {
        return Optional.ofNullable(filed.get(PrescriptionIds.key(id)));
    }

    /** Those of one patient, in the order of their IDs. */
    Stream<Filed.Prescription> of(String nhsNumber) {
        return filed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(Filed.Prescription.class::isInstance)
                .map(Filed.Prescription.class::cast)
                .filter(each -> each.nhsNumber().equals(nhsNumber));
    }
}
