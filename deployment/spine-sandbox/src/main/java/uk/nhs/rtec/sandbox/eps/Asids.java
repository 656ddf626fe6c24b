package uk.nhs.rtec.sandbox.eps;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** The systems the sandbox has accredited. */
public final class Asids {
    /** The exemption service's own in the demo: it may retrieve a prescription, and nothing else. */
    public static final String DEMO = "200000002001";

    /** As the demo's start script has it signed. */
    static final String DEMO_CERTIFICATE = "CN=rtec.spine-sandbox.nhs.uk";

    private static final int MOST = 10_000;

    private volatile Map<String, Asid> known = new ConcurrentHashMap<>();

    public Asids() {
        reset();
    }

    /** Forgets the others, and starts again with the demo's, at one stroke. */
    public void reset() {
        Set<String> all =
                Arrays.stream(Interaction.values()).map(Interaction::urn).collect(Collectors.toUnmodifiableSet());
        Map<String, Asid> anew = new ConcurrentHashMap<>();
        for (Asid each : List.of(
                new Asid(
                        DEMO,
                        "T1450",
                        Set.of(Interaction.RETRIEVE.urn()),
                        Set.of(),
                        Optional.of(new X500Principal(DEMO_CERTIFICATE))),
                new Asid("200000002002", "A99968", all, Set.of(), Optional.empty()),
                new Asid("200000002003", "A99968", Set.of(), Set.of(), Optional.empty()))) {
            anew.put(each.asid(), each);
        }
        known = anew;
    }

    public void put(Asid asid) {
        if (known.size() >= MOST && !known.containsKey(asid.asid())) {
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
