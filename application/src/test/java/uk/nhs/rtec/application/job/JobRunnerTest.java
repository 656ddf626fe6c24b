package uk.nhs.rtec.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.covid.CovidColumn;
import uk.nhs.rtec.application.covid.CovidLine;
import uk.nhs.rtec.application.covid.MemoryCovidExemptions;
import uk.nhs.rtec.application.covid.TakeInCovidLines;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;
import uk.nhs.rtec.application.register.TakeInCertificateLines;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.requester.Officer;

/** A file here is a line of words: "header", then "good", "faulty" or "broken"; every tenth line of a file is faulty. */
final class JobRunnerTest {

    private static final Duration LEASE = JobRunner.LEASE;
    private static final int STEP = 5_000;

    private final MemoryExemptionRegister register = new MemoryExemptionRegister();
    private final MemoryCovidExemptions exemptions = new MemoryCovidExemptions();
    private final MemoryImportJobs jobs = new MemoryImportJobs(register, exemptions);
    private final Ticking clock = new Ticking();
    private final JobDesk desk = new JobDesk(jobs, clock);
    private int ids;

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
    void aFileThatIsBrokenWithinItsFirstStepLosesNoLineBeforeThat() {
        JobId id = submitted(TakeInCertificateLines.KIND, words(9) + " broken good");

        runner(jobs).workOff(() -> true);

        assertThat(desk.job(id).orElseThrow().state()).isEqualTo(JobState.FAILED);
        assertThat(counted(desk.job(id).orElseThrow())).isEqualTo(undisturbed(9));
        assertThat(refusals(id)).containsExactly(new JobRefusal(11, "file", "is broken"));
        assertThat(registered(9)).isEqualTo(9);
    }

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
    void aNodeThatDiesIsWaitedForAQuarterOfAMinute() {
        assertThat(LEASE).isEqualTo(Duration.ofSeconds(15));
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

    private WorkOffJobs runner(ImportJobs seen) {
        return new JobRunner(seen, subjects(), new Holder(UUID.randomUUID()), clock);
    }

    private SubmitJob submission() {
        return new JobSubmission(jobs, subjects(), () -> new JobId(new UUID(0, ids++)), clock);
    }

    private List<Subject<?>> subjects() {
        return List.of(
                new Subject<>(
                        TakeInCertificateLines.KIND,
                        (pieces, length) -> new Words<>(pieces, length, JobRunnerTest::certificate),
                        new TakeInCertificateLines(clock),
                        STEP),
                new Subject<>(
                        TakeInCovidLines.KIND,
                        (pieces, length) -> new Words<>(pieces, length, JobRunnerTest::exemption),
                        new TakeInCovidLines(clock),
                        STEP));
    }

    private JobId submitted(JobKind kind, int lines) {
        return submitted(kind, words(lines));
    }

    /** In pieces of ten thousand bytes. */
    private JobId submitted(JobKind kind, String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        List<byte[]> pieces = IntStream.iterate(0, at -> at < bytes.length, at -> at + 10_000)
                .mapToObj(at -> Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 10_000)))
                .toList();
        clock.forward(Duration.ofMillis(1));
        return submission().submit(REGISTER_OFFICER, kind, pieces.iterator()).id();
    }

    private static String words(int lines) {
        return Stream.concat(
                        Stream.of("header"),
                        IntStream.rangeClosed(1, lines).mapToObj(line -> line % 10 == 0 ? "faulty" : "good"))
                .collect(Collectors.joining(" "));
    }

    private static LinesTaken undisturbed(int lines) {
        return new LinesTaken(lines, lines - lines / 10, 0);
    }

    private static LinesTaken counted(Job job) {
        return new LinesTaken(
                job.progress().read(), job.progress().accepted(), job.progress().unchanged());
    }

    private static List<JobRefusal> refusedOf(int lines) {
        return IntStream.rangeClosed(1, lines / 10)
                .mapToObj(
                        each -> new JobRefusal(each * 10 + 1, "category", "is not the code of a category that is held"))
                .toList();
    }

    private List<JobRefusal> refusals(JobId id) {
        List<JobRefusal> all = new ArrayList<>();
        desk.refusals(id).forEachRemaining(all::add);
        return all;
    }

    private long registered(int lines) {
        return IntStream.rangeClosed(2, lines + 1)
                .filter(number -> register.certificate(new CertificateNumber("C-" + number))
                        .filter(record -> record.people().size() == 1)
                        .isPresent())
                .count();
    }

    private static RegisterLine certificate(int number, String word) {
        return new RegisterLine(
                number,
                Map.of(
                        RegisterColumn.CERTIFICATE_NUMBER, "C-" + number,
                        RegisterColumn.CATEGORY, word.equals("good") ? "0006" : word,
                        RegisterColumn.VALID_FROM, "2025-08-01",
                        RegisterColumn.VALID_TO, "2026-07-31",
                        RegisterColumn.RELATIONSHIP, "holder",
                        RegisterColumn.SURNAME, "Parker",
                        RegisterColumn.DATE_OF_BIRTH, "1985-06-15",
                        RegisterColumn.POSTCODE, "NE3 2JH"));
    }

    private static CovidLine exemption(int number, String word) {
        return new CovidLine(
                number,
                Map.of(
                        CovidColumn.RECORD_ID, Integer.toString(number),
                        CovidColumn.NHS_NUMBER, "9990548021",
                        CovidColumn.NAME, "Imogen Ashdown-Okafor",
                        CovidColumn.BIRTH_DATE, "1979-02-11",
                        CovidColumn.STATUS, word.equals("good") ? "1" : word,
                        CovidColumn.PERIOD_START, "2026-01-10"));
    }

    /** Jobs whose node dies in a step, after what the step did and before it stands. */
    private ImportJobs crashingIn(int step) {
        int[] steps = {0};
        return new Overheard(jobs) {
            @Override
            public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                return super.step(job, lease, stores -> {
                    JobStep done = work.apply(stores);
                    if (steps[0]++ == step) {
                        throw new Crash();
                    }
                    return done;
                });
            }
        };
    }

    private ImportJobs beforeEachStep(Runnable what) {
        return new Overheard(jobs) {
            @Override
            public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                what.run();
                return super.step(job, lease, work);
            }
        };
    }

    private Lease lease() {
        return new Lease(new Holder(new UUID(7, 7)), clock.instant().plus(LEASE));
    }

    /** No exception, which a runner may catch: the end of a process. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }

    private static final class Ticking implements InstantSource {

        private Instant now = NOON;

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void forward(Duration by) {
            now = now.plus(by);
        }
    }

    /** Words in place of lines. */
    private static final class Words<L> implements ReadLines.Lines<L> {

        private interface Made<L> {
            L of(int number, String word);
        }

        private final Iterator<byte[]> pieces;
        private final long length;
        private final Made<L> made;
        private final StringBuilder ahead = new StringBuilder();
        private long taken;
        private int number = 1;

        Words(Iterator<byte[]> pieces, long length, Made<L> made) {
            this.pieces = pieces;
            this.length = length;
            this.made = made;
            if (!word().equals("header")) {
                throw new UnreadableFile(1, "has no header");
            }
        }

        @Override
        public boolean hasNext() {
            return taken < length;
        }

        @Override
        public L next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            number++;
            String word = word();
            if (word.equals("broken")) {
                throw new UnreadableFile(number, "is broken");
            }
            return made.of(number, word);
        }

        @Override
        public long bytesRead() {
            return taken;
        }

        private String word() {
            while (ahead.indexOf(" ") < 0 && taken + ahead.length() < length) {
                if (!pieces.hasNext()) {
                    throw new UnreadableFile(number, "ends early");
                }
                ahead.append(new String(pieces.next(), StandardCharsets.UTF_8));
            }
            int space = ahead.indexOf(" ");
            String word = ahead.substring(0, space < 0 ? ahead.length() : space);
            int used = Math.min(ahead.length(), word.length() + 1);
            ahead.delete(0, used);
            taken += used;
            return word;
        }
    }

    /** Jobs to which something happens on the way. */
    private static class Overheard implements ImportJobs {

        private final ImportJobs jobs;

        Overheard(ImportJobs jobs) {
            this.jobs = jobs;
        }

        @Override
        public void begin(JobId file, Instant until) {
            jobs.begin(file, until);
        }

        @Override
        public void append(JobId file, int number, byte[] piece, Instant until) {
            jobs.append(file, number, piece, until);
        }

        @Override
        public void submit(Job job) {
            jobs.submit(job);
        }

        @Override
        public void giveUp(JobId file) {
            jobs.giveUp(file);
        }

        @Override
        public void tidy(Instant now) {
            jobs.tidy(now);
        }

        @Override
        public Optional<byte[]> piece(JobId file, int number) {
            return jobs.piece(file, number);
        }

        @Override
        public Optional<Job> find(JobId id) {
            return jobs.find(id);
        }

        @Override
        public List<JobRefusal> refusals(JobId id, long after, int most) {
            return jobs.refusals(id, after, most);
        }

        @Override
        public Optional<Job> take(Lease lease, Instant now, Set<JobKind> kinds, Set<JobId> except) {
            return jobs.take(lease, now, kinds, except);
        }

        @Override
        public boolean renew(JobId id, Lease lease) {
            return jobs.renew(id, lease);
        }

        @Override
        public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
            return jobs.step(job, lease, work);
        }

        @Override
        public boolean end(JobId id, Holder holder, JobState how, Instant at, Optional<JobRefusal> last) {
            return jobs.end(id, holder, how, at, last);
        }

        @Override
        public void release(JobId id, Holder holder) {
            jobs.release(id, holder);
        }

        @Override
        public boolean cancel(JobId id, Officer officer, Instant at) {
            return jobs.cancel(id, officer, at);
        }

        @Override
        public Running running(Instant now) {
            return jobs.running(now);
        }
    }
}
