package uk.nhs.rtec.application.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.application.claim.ClaimStore;
import uk.nhs.rtec.application.claim.MemoryClaims;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.MemoryCovidExemptions;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.domain.requester.Officer;

/** Jobs for tests, that end with their process; a step works on copies of the stores, which take their places when it stands. */
public final class MemoryImportJobs implements ImportJobs {

    private final MemoryExemptionRegister register;
    private final MemoryCovidExemptions exemptions;
    private final MemoryClaims claims;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private final Map<JobId, Lease> leases = new HashMap<>();
    private final Map<JobId, List<JobRefusal>> refusals = new HashMap<>();
    private final Map<JobId, TreeMap<Integer, byte[]>> files = new HashMap<>();
    private final Map<JobId, Instant> uploads = new HashMap<>();
    private final Set<JobId> unneeded = new HashSet<>();

    public MemoryImportJobs(MemoryExemptionRegister register, MemoryCovidExemptions exemptions) {
        this(register, exemptions, new MemoryClaims(new MemoryCheckLedger()));
    }

    public MemoryImportJobs(MemoryExemptionRegister register, MemoryCovidExemptions exemptions, MemoryClaims claims) {
        this.register = register;
        this.exemptions = exemptions;
        this.claims = claims;
    }

    @Override
    public synchronized void begin(JobId file, Instant until) {
        files.put(file, new TreeMap<>());
        uploads.put(file, until);
    }

    @Override
    public synchronized void append(JobId file, int number, byte[] piece, Instant until) {
        if (uploads.replace(file, until) == null) {
            throw new JobsUnavailable("the file was given up");
        }
        Objects.requireNonNull(files.get(file)).put(number, piece.clone());
    }

    @Override
    public synchronized void submit(Job job) {
        if (uploads.remove(job.id()) == null) {
            throw new JobsUnavailable("the file was given up");
        }
        jobs.put(job.id(), job);
        refusals.put(job.id(), new ArrayList<>());
    }

    @Override
    public synchronized void giveUp(JobId file) {
        if (uploads.remove(file) != null) {
            unneeded.add(file);
        }
    }

    @Override
    public synchronized void tidy(Instant now) {
        List<JobId> late = uploads.entrySet().stream()
                .filter(upload -> !upload.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        late.forEach(this::giveUp);
        files.keySet().removeAll(unneeded);
        unneeded.clear();
    }

    @Override
    public synchronized Optional<byte[]> piece(JobId file, int number) {
        return Optional.ofNullable(files.get(file))
                .flatMap(pieces -> Optional.ofNullable(pieces.get(number)).map(byte[]::clone));
    }

    @Override
    public synchronized Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public synchronized List<JobRefusal> refusals(JobId id, long after, int most) {
        return refusals.getOrDefault(id, List.of()).stream()
                .skip(after)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<Job> take(Lease lease, Instant now, Set<JobKind> kinds, Set<JobId> except) {
        Optional<Job> oldest = running()
                .filter(job -> kinds.contains(job.kind()) && !except.contains(job.id()))
                .filter(job -> isHeldBy(job.id(), lease.holder()) || !isHeld(job.id(), now))
                .min(Comparator.comparing(Job::submittedAt)
                        .thenComparing(job -> job.id().value()));
        oldest.ifPresent(job -> leases.put(job.id(), lease));
        return oldest;
    }

    @Override
    public synchronized boolean renew(JobId id, Lease lease) {
        boolean held = runsFor(id, lease.holder());
        if (held) {
            leases.put(id, lease);
        }
        return held;
    }

    @Override
    public synchronized Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
        MemoryExemptionRegister registerThen = register.copy();
        MemoryCovidExemptions exemptionsThen = exemptions.copy();
        MemoryClaims claimsThen = claims.copy();
        Map<Class<?>, Object> stores = Map.of(
                CertificateStore.class,
                registerThen,
                CovidExemptionStore.class,
                exemptionsThen,
                ClaimStore.class,
                claimsThen);
        JobStep step = work.apply(new Stores() {
            @Override
            public <S> S of(Class<S> port) {
                Object store = stores.get(port);
                if (store == null) {
                    throw new IllegalArgumentException("no such store");
                }
                return port.cast(store);
            }
        });
        if (!runsFor(job.id(), lease.holder()) || !job.equals(jobs.get(job.id()))) {
            return Optional.empty();
        }
        Job after = job.at(job.progress().after(step));
        if (after.progress().refused() < 0) {
            throw new StepImpossible("more good lines than lines");
        }
        register.become(registerThen);
        exemptions.become(exemptionsThen);
        claims.become(claimsThen);
        Objects.requireNonNull(refusals.get(job.id())).addAll(step.refusals());
        leases.put(job.id(), lease);
        jobs.put(job.id(), after);
        return Optional.of(after);
    }

    @Override
    public synchronized boolean end(JobId id, Holder holder, JobState how, Instant at, Optional<JobRefusal> last) {
        if (!runsFor(id, holder)) {
            return false;
        }
        Job job = Objects.requireNonNull(jobs.get(id));
        last.ifPresent(refusal -> Objects.requireNonNull(refusals.get(id)).add(refusal));
        JobProgress reached = job.progress();
        end(
                job.at(new JobProgress(
                        reached.bytes(),
                        reached.read(),
                        reached.accepted(),
                        reached.unchanged(),
                        reached.refusals() + (last.isPresent() ? 1 : 0),
                        reached.worked())),
                how,
                new Job.End(at, Optional.empty()));
        return true;
    }

    @Override
    public synchronized void release(JobId id, Holder holder) {
        if (isHeldBy(id, holder)) {
            leases.remove(id);
        }
    }

    @Override
    public synchronized boolean cancel(JobId id, Officer officer, Instant at) {
        Job job = jobs.get(id);
        if (job == null || job.state().isEnd()) {
            return false;
        }
        end(job, JobState.CANCELLED, new Job.End(at, Optional.of(officer)));
        return true;
    }

    @Override
    public synchronized Running running(Instant now) {
        long held = running().filter(job -> isHeld(job.id(), now)).count();
        return new Running(held, running().count() - held);
    }

    private void end(Job job, JobState how, Job.End end) {
        jobs.put(job.id(), job.ended(how, end));
        leases.remove(job.id());
        unneeded.add(job.id());
    }

    private Stream<Job> running() {
        return jobs.values().stream().filter(job -> !job.state().isEnd());
    }

    private boolean runsFor(JobId id, Holder holder) {
        Job job = jobs.get(id);
        return job != null && !job.state().isEnd() && isHeldBy(id, holder);
    }

    private boolean isHeldBy(JobId id, Holder holder) {
        Lease lease = leases.get(id);
        return lease != null && lease.holder().equals(holder);
    }

    private boolean isHeld(JobId id, Instant now) {
        Lease lease = leases.get(id);
        return lease != null && lease.until().isAfter(now);
    }
}
