package uk.nhs.rtec.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.covid.TakeInCovidLines;
import uk.nhs.rtec.application.register.TakeInCertificateLines;
import uk.nhs.rtec.domain.covid.CovidRecordId;

final class JobRunnerTest extends JobStory {

    @ParameterizedTest(name = "{0} lines")
    @CsvSource({"0", "1", "9", "10", "4999", "5000", "5001", "12345"})
    void aFileIsTakenInWholeAndCounted(int lines) {
        JobId id = submitted(TakeInCertificateLines.KIND, lines);

        runner(jobs).workOff(() -> true);

        Job job = desk.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(counted(job)).isEqualTo(undisturbed(lines));
        assertThat(job.progress().bytes()).isEqualTo(lines == 0 ? 0 : job.size());
        assertThat(refusals(id)).isEqualTo(refusedOf(lines));
        assertThat(registered(lines)).isEqualTo(lines - lines / 10);
        assertThat(jobs.piece(id, 0)).as("the file").isEmpty();
    }

    @Test
    void theSameFileOnceMoreChangesNothing() {
        submitted(TakeInCertificateLines.KIND, 100);
        JobId again = submitted(TakeInCertificateLines.KIND, 100);

        runner(jobs).workOff(() -> true);

        assertThat(counted(desk.job(again).orElseThrow())).isEqualTo(new LinesTaken(100, 0, 90));
    }

    @Test
    void filesOfTheOtherKindAreTakenInToo() {
        JobId id = submitted(TakeInCovidLines.KIND, 6_000);

        runner(jobs).workOff(() -> true);

        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(6_000));
        assertThat(refusals(id)).hasSize(600).startsWith(new JobRefusal(11, "status", "is not 1, 2, 3 or 4"));
        assertThat(exemptions.find(new CovidRecordId("2"))).isPresent();
        assertThat(exemptions.find(new CovidRecordId("11"))).isEmpty();
    }

    @Test
    void aJobThatIsCancelledEndsBetweenTwoStepsAndWhatIsStoredStays() {
        JobId id = submitted(TakeInCertificateLines.KIND, 17_000);

        runner(beforeEachStep(() -> {
                    if (desk.job(id).orElseThrow().progress().read() == 2L * STEP) {
                        assertThat(desk.cancel(REGISTER_OFFICER, id)).isEqualTo(CancelJob.Cancelled.CANCELLED);
                    }
                }))
                .workOff(() -> true);

        Job job = desk.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.end().orElseThrow().by()).contains(REGISTER_OFFICER);
        assertThat(counted(job)).isEqualTo(undisturbed(2 * STEP));
        assertThat(registered(17_000)).isEqualTo(9_000);
        assertThat(jobs.piece(id, 0)).isEmpty();
        assertThat(desk.cancel(REGISTER_OFFICER, id)).isEqualTo(CancelJob.Cancelled.ENDED);
        assertThat(desk.cancel(REGISTER_OFFICER, new JobId(new UUID(9, 9)))).isEqualTo(CancelJob.Cancelled.UNKNOWN);
    }

    @Test
    void aFileThatIsBrokenWithinItsFirstStepLosesNoLineBeforeThat() {
        JobId id = submitted(TakeInCertificateLines.KIND, words(9) + " broken good");

        runner(jobs).workOff(() -> true);

        assertThat(desk.job(id).orElseThrow().state()).isEqualTo(JobState.FAILED);
        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(9));
        assertThat(refusals(id)).containsExactly(new JobRefusal(11, "file", "is broken"));
        assertThat(registered(9)).isEqualTo(9);
    }

    @Test
    void aFileThatIsBrokenInTheMiddleFailsAndSaysWhere() {
        JobId id = submitted(TakeInCertificateLines.KIND, words(STEP + 10) + " broken good good");
        JobId next = submitted(TakeInCertificateLines.KIND, 1);

        runner(jobs).workOff(() -> true);

        Job job = desk.job(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(counted(job)).as("every line before it").isEqualTo(undisturbed(STEP + 10));
        assertThat(registered(STEP + 10)).isEqualTo((STEP + 10) - (STEP + 10) / 10);
        assertThat(refusals(id)).last().isEqualTo(new JobRefusal(STEP + 12, "file", "is broken"));
        assertThat(job.progress().refusals()).isEqualTo((STEP + 10) / 10 + 1);
        assertThat(desk.job(next).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void speedAndEndAreToldFromTheTimeOfWork() {
        JobId id = submitted(TakeInCertificateLines.KIND, 20_000);
        assertThat(desk.job(id).orElseThrow().progress().perSecond()).isZero();
        assertThat(desk.job(id).orElseThrow().expectedEnd(clock.instant())).isEmpty();
        clock.forward(Duration.ofHours(1));

        List<Job> seen = new ArrayList<>();
        runner(beforeEachStep(() -> {
                    seen.add(desk.job(id).orElseThrow());
                    clock.forward(Duration.ofSeconds(10));
                }))
                .workOff(() -> true);

        Job half = seen.get(2);
        assertThat(half.progress().worked()).isEqualTo(Duration.ofSeconds(20));
        assertThat(half.progress().perSecond()).isEqualTo(500);
        assertThat(Duration.between(NOON, half.expectedEnd(NOON).orElseThrow()).toSeconds())
                .isBetween(19L, 21L);
        Job ended = desk.job(id).orElseThrow();
        assertThat(ended.progress().perSecond()).isEqualTo(500);
        assertThat(ended.expectedEnd(NOON)).isEmpty();
    }

    @Test
    void anUploadThatIsCutOffIsNoJobAndItsPiecesGo() {
        Iterator<byte[]> cut = new Iterator<>() {
            private int pieces;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public byte[] next() {
                if (pieces++ == 2) {
                    throw new UnreadableFile(1, "cut off");
                }
                return "header good ".getBytes(StandardCharsets.UTF_8);
            }
        };

        assertThatExceptionOfType(UnreadableFile.class)
                .isThrownBy(() -> submission().submit(REGISTER_OFFICER, TakeInCertificateLines.KIND, cut));
        jobs.tidy(NOON);

        assertThat(desk.job(new JobId(new UUID(0, 0)))).isEmpty();
        assertThat(jobs.piece(new JobId(new UUID(0, 0)), 0)).isEmpty();
    }

    @Test
    void whatBeginsWronglyIsRefusedBeforeAnythingIsStored() {
        assertThatExceptionOfType(UnreadableFile.class)
                .isThrownBy(() -> submitted(TakeInCertificateLines.KIND, "other good"))
                .withMessage("has no header");
        assertThatExceptionOfType(UnreadableFile.class).isThrownBy(() -> submission()
                .submit(
                        REGISTER_OFFICER,
                        TakeInCertificateLines.KIND,
                        List.<byte[]>of().iterator()));
        assertThat(ids).isZero();
    }
}
