package uk.nhs.rtec.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.register.TakeInCertificateLines;

/** A job is one node's at a time, and never nobody's for long. */
final class JobLeaseTest extends JobStory {

    @ParameterizedTest(name = "the node dies in step {0}")
    @CsvSource({"0", "1", "2", "3"})
    void afterACrashNoLineIsDoubledAndNoCounterIsWrong(int steps) {
        JobId id = submitted(TakeInCertificateLines.KIND, 17_000);
        assertThatExceptionOfType(Crash.class)
                .isThrownBy(() -> runner(crashingIn(steps)).workOff(() -> true));
        assertThat(desk.job(id).orElseThrow().progress().read()).isEqualTo((long) steps * STEP);

        WorkOffJobs another = runner(jobs);
        clock.forward(LEASE.minusSeconds(1));
        another.workOff(() -> true);
        assertThat(desk.job(id).orElseThrow().state())
                .as("the dead one's lease")
                .isEqualTo(JobState.RUNNING);
        clock.forward(LEASE);
        another.workOff(() -> true);

        Job job = desk.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(counted(job)).isEqualTo(undisturbed(17_000));
        assertThat(refusals(id)).isEqualTo(refusedOf(17_000));
        assertThat(registered(17_000)).isEqualTo(15_300);
    }

    @Test
    void aNodeThatWasTakenOverChangesNothingMore() {
        JobId id = submitted(TakeInCertificateLines.KIND, 12_000);
        WorkOffJobs other = runner(jobs);
        boolean[] overtaken = {false};

        runner(beforeEachStep(() -> {
                    if (!overtaken[0] && desk.job(id).orElseThrow().progress().read() == STEP) {
                        overtaken[0] = true;
                        clock.forward(LEASE.plusSeconds(1));
                        other.workOff(() -> true);
                    }
                }))
                .workOff(() -> true);

        assertThat(overtaken[0]).isTrue();
        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(12_000));
        assertThat(refusals(id)).isEqualTo(refusedOf(12_000));
    }

    @Test
    void whoReadsALongFileOverKeepsTheJob() {
        JobId id = submitted(TakeInCertificateLines.KIND, 12_000);
        assertThatExceptionOfType(Crash.class)
                .isThrownBy(() -> runner(crashingIn(2)).workOff(() -> true));
        clock.forward(LEASE.plusSeconds(1));
        List<Boolean> free = new ArrayList<>();

        // Each piece takes so long that the lease would run out many times over.
        runner(new Overheard(jobs) {
                    @Override
                    public Optional<byte[]> piece(JobId file, int number) {
                        clock.forward(LEASE.dividedBy(2));
                        free.add(jobs.take(lease(), clock.instant(), Set.of(TakeInCertificateLines.KIND), Set.of())
                                .isPresent());
                        return super.piece(file, number);
                    }
                })
                .workOff(() -> true);

        assertThat(free).hasSizeGreaterThan(3).containsOnly(false);
        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(12_000));
    }

    @Test
    void twoNodesAtOnceDoEveryJobOnce() throws Exception {
        List<JobId> all = IntStream.range(0, 6)
                .mapToObj(each -> submitted(TakeInCertificateLines.KIND, 6_000))
                .toList();

        AtOnce.call(Stream.of(runner(jobs), runner(jobs))
                .map(node -> (Callable<Boolean>) () -> {
                    node.workOff(() -> true);
                    return true;
                })
                .toList());

        assertThat(all).allSatisfy(id -> {
            Job job = desk.job(id).orElseThrow();
            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(job.progress().read()).isEqualTo(6_000);
            assertThat(job.progress().refused()).isEqualTo(600);
        });
        assertThat(all.stream()
                        .mapToLong(id -> desk.job(id).orElseThrow().progress().accepted())
                        .sum())
                .as("each line is new once")
                .isEqualTo(5_400);
    }

    @Test
    void aNodeThatDiesIsWaitedForAQuarterOfAMinute() {
        assertThat(LEASE).isEqualTo(Duration.ofSeconds(15));
    }

    /** A step that takes nearly the whole lease: the lease counts from its beginning, and is due when the next piece is read. */
    @Test
    void afterALongStepASignOfLifeComesAtOnce() {
        submitted(TakeInCertificateLines.KIND, 12_000);
        List<Boolean> free = new ArrayList<>();

        runner(new Overheard(jobs) {
                    @Override
                    public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                        clock.forward(LEASE.minusSeconds(1));
                        return super.step(job, lease, work);
                    }

                    @Override
                    public Optional<byte[]> piece(JobId file, int number) {
                        clock.forward(Duration.ofSeconds(2));
                        free.add(jobs.take(lease(), clock.instant(), Set.of(TakeInCertificateLines.KIND), Set.of())
                                .isPresent());
                        return super.piece(file, number);
                    }
                })
                .workOff(() -> true);

        assertThat(free).hasSizeGreaterThan(3).containsOnly(false);
    }

    @Test
    void aNodeThatStopsLeavesItsJobToOthersAtOnce() {
        JobId id = submitted(TakeInCertificateLines.KIND, 12_000);
        runner(jobs).workOff(() -> desk.job(id).orElseThrow().progress().read() == 0);
        assertThat(desk.job(id).orElseThrow().progress().read()).isEqualTo(STEP);

        runner(jobs).workOff(() -> true);

        assertThat(desk.job(id).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(12_000));
    }

    private Lease lease() {
        return new Lease(new Holder(new UUID(7, 7)), clock.instant().plus(LEASE));
    }
}
