package uk.nhs.rtec.sandbox.eps;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The systems the sandbox has accredited. */
public final class Asids {
    /** The exemption service's own in the demo: it may retrieve a prescription, and nothing else. */
    public static final String DEMO = "200000002001";

    private static final int MOST = 10_000;

    private final Map<String, Asid> known = new ConcurrentHashMap<>();

    public Asids() {
        reset();
    }

    public void reset() {
        known.clear();
        put(new Asid(DEMO, "T1450", Set.of(Interaction.RETRIEVE.urn()), Set.of()));
        put(new Asid(
                "200000002002",
                "A99968",
                Arrays.stream(Interaction.values()).map(Interaction::urn).collect(Collectors.toUnmodifiableSet()),
                Set.of()));
        put(new Asid("200000002003", "A99968", Set.of(), Set.of()));
    }

    public void put(Asid asid) {
        if (known.size() >= MOST) {
            throw new IllegalArgumentException("The sandbox knows " + MOST + " ASIDs already");
        }
        known.put(asid.asid(), asid);
    }

    public int size() {
        return known.size();
    }

    public Optional<Asid> find(String asid) {
        return Optional.ofNullable(known.get(asid));
    }
}
