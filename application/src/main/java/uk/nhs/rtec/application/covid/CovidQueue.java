package uk.nhs.rtec.application.covid;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.Standing.RemovalReason;
import uk.nhs.rtec.domain.requester.Officer;

/** The manual queue, and how it is worked off. */
public final class CovidQueue implements ReadCovidQueue, LookUpCovidExemption, DecideOnCovidExemption {

    private static final int RECORDS_IN_A_PAGE = 100;

    private final CovidExemptionStore store;
    private final InstantSource clock;

    public CovidQueue(CovidExemptionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<HeldExemption> waiting(Optional<CovidRecordId> after) {
        return store.unverified(after, RECORDS_IN_A_PAGE);
    }

    @Override
    public Optional<HeldExemption> find(CovidRecordId id) {
        return store.find(id);
    }

    @Override
    public Outcome decide(Officer officer, CovidRecordId record, Decision decision) {
        Optional<HeldExemption> held = store.find(record);
        if (held.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        return decided(held.get(), decision)
                        .filter(changed -> store.keep(new CovidChange(changed, clock.instant(), Optional.of(officer))))
                        .isPresent()
                ? Outcome.DECIDED
                : Outcome.NOT_OPEN;
    }

    private static Optional<HeldExemption> decided(HeldExemption held, Decision decision) {
        return switch (decision) {
            case CONFIRMED -> held.confirmed();
            case REJECTED -> held.rejected();
            case ADDED_IN_ERROR -> held.removed(RemovalReason.ADDED_IN_ERROR);
            case NO_LONGER_REQUIRED -> held.removed(RemovalReason.NO_LONGER_REQUIRED);
        };
    }
}
