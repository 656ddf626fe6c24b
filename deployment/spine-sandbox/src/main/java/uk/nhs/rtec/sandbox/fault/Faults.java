package uk.nhs.rtec.sandbox.fault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The switches: which upstream is broken and how, and how often each was called. */
public final class Faults {
    private final Map<Upstream, Fault> switched = new ConcurrentHashMap<>();
    private final Map<Upstream, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<Upstream, LongAdder> broken = new ConcurrentHashMap<>();
    private final DoubleSupplier dice;

    /** The dice give 0 (included) to 1 (excluded), one throw per call. */
    public Faults(DoubleSupplier dice) {
        this.dice = dice;
    }

    public void set(Upstream upstream, Fault fault) {
        switched.put(upstream, fault);
    }

    public void clear(Upstream upstream) {
        switched.remove(upstream);
    }

    public void reset() {
        switched.clear();
        calls.clear();
        broken.clear();
    }

    public Optional<Fault> of(Upstream upstream) {
        return Optional.ofNullable(switched.get(upstream));
    }

    /** Counts the call, and says what befalls it. */
    public Optional<Fault> befalling(Upstream upstream) {
        calls.computeIfAbsent(upstream, any -> new LongAdder()).increment();
        Optional<Fault> fault = of(upstream).filter(each -> dice.getAsDouble() < each.rate());
        fault.ifPresent(
                any -> broken.computeIfAbsent(upstream, none -> new LongAdder()).increment());
        return fault;
    }

    public long calls(Upstream upstream) {
        return sum(calls.get(upstream));
    }

    public long broken(Upstream upstream) {
        return sum(broken.get(upstream));
    }

    private static long sum(@Nullable LongAdder adder) {
        return adder == null ? 0 : adder.sum();
    }
}
