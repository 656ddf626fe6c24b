package uk.nhs.rtec.sandbox.directory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The systems the sandbox has accredited. */
public final class Asids {
    private static final int MOST = 10_000;

    private volatile Map<String, Asid> known = new ConcurrentHashMap<>();

    /** Forgets the others, and starts again with these, at one stroke. */
    public void reset(Stream<Asid> asids) {
        Map<String, Asid> anew = new ConcurrentHashMap<>();
        asids.forEach(each -> anew.put(each.asid(), each));
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

    /** Whether some system of this organisation is known. */
    public boolean hasOrganisation(String odsCode) {
        return known.values().stream().anyMatch(each -> each.odsCode().equals(odsCode));
    }
}
