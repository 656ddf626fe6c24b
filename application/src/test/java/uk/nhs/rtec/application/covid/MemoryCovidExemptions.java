package uk.nhs.rtec.application.covid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.Standing;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** COVID-19 exemptions for tests, that end with their process. */
public final class MemoryCovidExemptions implements CovidExemptionStore, CovidExemptionSource {

    private final TreeMap<String, HeldExemption> records = new TreeMap<>();

    /** Another store with the same in it. */
    public synchronized MemoryCovidExemptions copy() {
        MemoryCovidExemptions copy = new MemoryCovidExemptions();
        copy.become(this);
        return copy;
    }

    /** Has from now on what the other has, and nothing else. */
    public synchronized void become(MemoryCovidExemptions other) {
        records.clear();
        records.putAll(other.records);
    }

    @Override
    public synchronized List<Taken> add(List<CovidExemption> exemptions) {
        return exemptions.stream().map(this::add).toList();
    }

    private Taken add(CovidExemption exemption) {
        HeldExemption held = records.putIfAbsent(exemption.id().value(), HeldExemption.takenIn(exemption));
        if (held == null) {
            return Taken.ADDED;
        }
        return held.captured().equals(exemption) ? Taken.UNCHANGED : Taken.OTHER_RECORD;
    }

    @Override
    public synchronized Optional<HeldExemption> find(CovidRecordId id) {
        return Optional.ofNullable(records.get(id.value()));
    }

    @Override
    public synchronized List<HeldExemption> pending(Optional<CovidRecordId> after, int most) {
        return page(after, most, held -> held.standing() instanceof Standing.Pending);
    }

    @Override
    public synchronized List<HeldExemption> unverified(Optional<CovidRecordId> after, int most) {
        return page(after, most, held -> held.standing() instanceof Standing.Unverified);
    }

    private List<HeldExemption> page(Optional<CovidRecordId> after, int most, Predicate<HeldExemption> wanted) {
        return records.tailMap(after.map(CovidRecordId::value).orElse(""), false).values().stream()
                .filter(wanted)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean keep(CovidChange change) {
        String id = change.changed().captured().id().value();
        HeldExemption held = records.get(id);
        if (held == null || held.changes() + 1 != change.changed().changes()) {
            return false;
        }
        records.put(id, change.changed());
        return true;
    }

    @Override
    public synchronized CovidFindings currentOf(NhsNumber number, Asking asking, Instant moment) {
        return new CovidFindings.Held(records.values().stream()
                .filter(held -> held.captured().nhsNumber().equals(number) && held.isAnsweredAt(moment))
                .map(HeldExemption::captured)
                .toList());
    }
}
