package uk.nhs.rtec.sandbox.pds;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.people.Person;

/** Everybody PDS knows, by NHS number. */
public final class Patients {
    /** Far more than any test needs, and small enough to hold in memory. */
    public static final int MOST = 20_000;

    private static final int LONGEST_CHAIN = 10;

    private volatile Map<String, Holding> holdings = new ConcurrentHashMap<>();

    /** Forgets everybody, and starts again with these, at one stroke. */
    public void reset(Stream<Person> people) {
        Map<String, Holding> anew = new ConcurrentHashMap<>();
        people.forEach(person -> anew.put(person.nhsNumber(), holding(person)));
        holdings = anew;
    }

    private static Holding holding(Person person) {
        Optional<String> survivor = person.trait("superseded-by");
        if (survivor.isPresent()) {
            return new Holding.Superseded(survivor.get());
        }
        if (person.is("invalidated")) {
            return new Holding.Invalidated();
        }
        Holding.Live live = Holding.Live.of(person.patient());
        return person.trait("found-by-birth-date").map(live::foundByBirthDate).orElse(live);
    }

    public void putPatient(String nhsNumber, JsonObject patient) {
        put(nhsNumber, Holding.Live.of(patient));
    }

    public void putSuperseded(String nhsNumber, String survivor) {
        put(nhsNumber, new Holding.Superseded(survivor));
    }

    public void putInvalidated(String nhsNumber) {
        put(nhsNumber, new Holding.Invalidated());
    }

    private void put(String nhsNumber, Holding holding) {
        if (holdings.size() >= MOST && !holdings.containsKey(nhsNumber)) {
            throw new IllegalArgumentException(
                    "The sandbox holds " + MOST + " patients already: DELETE /_control to start again");
        }
        holdings.put(nhsNumber, holding);
    }

    public void remove(String nhsNumber) {
        holdings.remove(nhsNumber);
    }

    public int size() {
        return holdings.size();
    }

    /** What is held under the number, or under the one that took its place. */
    Optional<Holding> find(String nhsNumber) {
        Holding found = holdings.get(nhsNumber);
        for (int i = 0; i < LONGEST_CHAIN && found instanceof Holding.Superseded old; i++) {
            found = holdings.get(old.by());
        }
        return Optional.ofNullable(found).filter(each -> !(each instanceof Holding.Superseded));
    }

    /** The patient under the number, or under the one that took its place, as far as PDS tells of them. */
    public Optional<JsonObject> patient(String nhsNumber) {
        return live(nhsNumber).map(Holding.Live::patient);
    }

    /** Whether PDS tells less of the patient than it knows. */
    public boolean isRestricted(String nhsNumber) {
        return live(nhsNumber).filter(Holding.Live::isRestricted).isPresent();
    }

    private Optional<Holding.Live> live(String nhsNumber) {
        return find(nhsNumber).filter(Holding.Live.class::isInstance).map(Holding.Live.class::cast);
    }

    Stream<Holding.Live> living() {
        return holdings.values().stream().filter(Holding.Live.class::isInstance).map(Holding.Live.class::cast);
    }
}
