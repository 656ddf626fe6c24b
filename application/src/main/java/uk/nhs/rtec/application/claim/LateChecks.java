package uk.nhs.rtec.application.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.claim.ClaimStore.CheckedPrescription;

/** Goes through the checks in the order in which they were asked for, a page at a time, and remembers how far it came. */
public final class LateChecks implements JudgeLateChecks {

    /**
     * A check is written within seconds of being asked for, or never: what is older is there, on whatever node it was made. The moment is
     * that of the node's own clock, which may be minutes behind: what it writes further back than this is not looked at.
     */
    static final Duration SETTLED = Duration.ofMinutes(10);

    private static final int CHECKS_IN_A_PAGE = 1_000;

    private final ClaimStore store;
    private final InstantSource clock;

    public LateChecks(ClaimStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public int judge(BooleanSupplier goOn) {
        Instant before = clock.instant().minus(SETTLED);
        int added = 0;
        List<CheckedPrescription> page = page(before);
        while (!page.isEmpty() && goOn.getAsBoolean()) {
            added += Judgement.of(
                    store,
                    store.examine(
                            page.stream().map(CheckedPrescription::prescription).collect(Collectors.toSet())),
                    clock.instant());
            store.lookedAt(page.get(page.size() - 1).place());
            page = page(before);
        }
        return added;
    }

    private List<CheckedPrescription> page(Instant before) {
        return store.checks(store.lookedAt(), before, CHECKS_IN_A_PAGE);
    }
}
