package uk.nhs.rtec.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.register.TakeInCertificateLines;

/** What becomes of a job that cannot go on, and of those behind it. */
final class JobFailureTest extends JobStory {

    @Test
    void aFileOfWhichAPieceIsGoneFails() {
        JobId id = submitted(TakeInCertificateLines.KIND, 12_000);
        assertThatExceptionOfType(Crash.class)
                .isThrownBy(() -> runner(crashingIn(2)).workOff(() -> true));
        clock.forward(LEASE);

        runner(new Overheard(jobs) {
                    @Override
                    public Optional<byte[]> piece(JobId file, int number) {
                        return number > 0 ? Optional.empty() : super.piece(file, number);
                    }
                })
                .workOff(() -> true);

        assertThat(desk.job(id).orElseThrow().state()).isEqualTo(JobState.FAILED);
        assertThat(refusals(id)).last().extracting(JobRefusal::column).isEqualTo(JobRefusal.FILE);
    }

    @Test
    void whenTheStoreIsSilentTheJobWaitsAndGoesOn() {
        JobId id = submitted(TakeInCertificateLines.KIND, 17_000);
        int[] calls = {0};
        WorkOffJobs node = runner(beforeEachStep(() -> {
            if (calls[0]++ % 2 == 1) {
                throw new JobsUnavailable("silent");
            }
        }));

        for (int round = 0; round < 3; round++) {
            node.workOff(() -> true);
            assertThat(desk.job(id).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        }
        node.workOff(() -> true);

        Job job = desk.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(counted(job)).isEqualTo(undisturbed(17_000));
        assertThat(refusals(id)).isEqualTo(refusedOf(17_000));
    }

    @Test
    void aJobThatHasToWaitHoldsUpNoOther() {
        JobId stuck = submitted(TakeInCertificateLines.KIND, 10);
        JobId next = submitted(TakeInCertificateLines.KIND, 10);

        runner(new Overheard(jobs) {
                    @Override
                    public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                        if (job.id().equals(stuck)) {
                            throw new JobsUnavailable("silent");
                        }
                        return super.step(job, lease, work);
                    }
                })
                .workOff(() -> true);

        assertThat(desk.job(stuck).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        assertThat(desk.job(next).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aMistakeOfOursFailsTheJobAndHoldsUpNoOther() {
        JobId bad = submitted(TakeInCertificateLines.KIND, 10);
        JobId next = submitted(TakeInCertificateLines.KIND, 10);

        runner(new Overheard(jobs) {
                    @Override
                    public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                        if (job.id().equals(bad)) {
                            throw new IllegalStateException("a mistake");
                        }
                        return super.step(job, lease, work);
                    }
                })
                .workOff(() -> true);

        assertThat(desk.job(bad).orElseThrow().state()).isEqualTo(JobState.FAILED);
        assertThat(refusals(bad))
                .hasSize(1)
                .first()
                .extracting(JobRefusal::column)
                .isEqualTo("file");
        assertThat(desk.job(next).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void whatTheStoreRefusesOnceIsTriedOnceMore() {
        JobId id = submitted(TakeInCertificateLines.KIND, 12_000);
        int[] steps = {0};

        runner(beforeEachStep(() -> {
                    if (steps[0]++ == 1) {
                        throw new StepImpossible("SQLState 23505");
                    }
                }))
                .workOff(() -> true);

        assertThat(desk.job(id).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(12_000));
        assertThat(refusals(id)).isEqualTo(refusedOf(12_000));
    }

    @Test
    void whatTheStoreRefusesTwiceFailsTheJobWhereItStandsAndHoldsUpNoOther() {
        JobId bad = submitted(TakeInCertificateLines.KIND, 12_000);
        JobId next = submitted(TakeInCertificateLines.KIND, 10);

        runner(new Overheard(jobs) {
                    @Override
                    public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                        if (job.progress().read() == STEP) {
                            throw new StepImpossible("SQLState 23514");
                        }
                        return super.step(job, lease, work);
                    }
                })
                .workOff(() -> true);

        assertThat(desk.job(bad).orElseThrow().state()).isEqualTo(JobState.FAILED);
        assertThat(counted(desk.job(bad).orElseThrow())).isEqualTo(undisturbed(STEP));
        assertThat(refusals(bad))
                .last()
                .isEqualTo(new JobRefusal(
                        STEP + 2,
                        JobRefusal.FILE,
                        "a fault of the service: the file could not be taken in from about here on"));
        assertThat(desk.job(next).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    }
}
