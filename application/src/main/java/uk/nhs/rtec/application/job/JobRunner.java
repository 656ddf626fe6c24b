package uk.nhs.rtec.application.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Works off jobs one after the other, for one run of one node. */
public final class JobRunner implements WorkOffJobs {

    /** How long a job stays with a node of which nothing is heard; a live one gives a sign several times as often. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

    private static final String FAULT = "a fault of the service: the file could not be taken in from about here on";

    private final ImportJobs jobs;
    private final Map<JobKind, Subject<?>> subjects;
    private final Holder holder;
    private final InstantSource clock;

    /** A runner for one run of one node. */
    public JobRunner(ImportJobs jobs, Collection<Subject<?>> subjects, Holder holder, InstantSource clock) {
        this.jobs = jobs;
        this.subjects = subjects.stream().collect(Collectors.toUnmodifiableMap(Subject::kind, Function.identity()));
        this.holder = holder;
        this.clock = clock;
    }

    @Override
    public void workOff(BooleanSupplier goOn) {
        jobs.tidy(clock.instant());
        // A job that could not go on is left for the next round, so that it holds up no other.
        Set<JobId> tried = new HashSet<>();
        while (goOn.getAsBoolean()) {
            Optional<Job> next = jobs.take(
                    new Lease(holder, clock.instant().plus(LEASE)), clock.instant(), subjects.keySet(), tried);
            if (next.isEmpty()) {
                return;
            }
            tried.add(next.get().id());
            workOn(next.get(), goOn);
            jobs.tidy(clock.instant());
        }
    }

    private void workOn(Job job, BooleanSupplier goOn) {
        Turn<?> turn = turn(job);
        try {
            turn.workOn(goOn);
        } catch (UnreadableFile e) {
            fail(job, new JobRefusal(e.line(), JobRefusal.FILE, e.what()));
        } catch (JobsUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, "job {0} has to wait: {1}", job.id(), e.getMessage());
        } catch (StepImpossible e) {
            LOG.log(System.Logger.Level.ERROR, "job {0} cannot be done: {1}", job.id(), e.getMessage());
            fail(job, new JobRefusal(turn.nextLine(), JobRefusal.FILE, FAULT));
        } catch (RuntimeException e) {
            // It would happen again every time; the class only, since a message may hold what stands in the file.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "job {0} cannot be done: {1}",
                    job.id(),
                    e.getClass().getName());
            fail(job, new JobRefusal(turn.nextLine(), JobRefusal.FILE, FAULT));
        }
    }

    private Turn<?> turn(Job job) {
        Subject<?> subject = subjects.get(job.kind());
        if (subject == null) {
            throw new IllegalStateException("a job of a kind that was not asked for");
        }
        return new Turn<>(jobs, subject, job, new Turn.Hold(holder, LEASE, clock));
    }

    private void fail(Job job, JobRefusal why) {
        jobs.end(job.id(), holder, JobState.FAILED, clock.instant(), Optional.of(why));
    }
}
