package uk.nhs.rtec.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.ExampleCovid;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every store of jobs owes. */
public interface ImportJobsContract {

    JobKind KIND = new JobKind("certificates");
    JobKind OTHER_KIND = new JobKind("covid-exemptions");
    Holder HOLDER = new Holder(new UUID(0, 1));
    Holder OTHER = new Holder(new UUID(0, 2));
    Instant LATER = NOON.plusSeconds(15);
    Instant MUCH_LATER = NOON.plusSeconds(3_600);
    Officer COLLEAGUE = new Officer(new OdsCode("RQFZ1"), new SdsUserId("555021935111"));

    /** The jobs under test; none when a test begins. */
    ImportJobs jobs();

    /** The register that steps take certificates into, to be asked. */
    CertificateRecords records();

    /** The store that steps take COVID-19 exemptions into. */
    CovidExemptionStore exemptions();

    @Test
    default void aFileIsAJobOnceItIsThereAsAWhole() {
        JobId id = new JobId(UUID.randomUUID());
        byte[] large = new byte[1_000_000];
        large[999_999] = -1;
        jobs().begin(id, LATER);
        jobs().append(id, 0, large, LATER);
        jobs().append(id, 1, new byte[] {0, 1, 2}, LATER);
        assertThat(jobs().find(id)).isEmpty();
        assertThat(taken(HOLDER, NOON)).isEmpty();

        Job job = Job.submitted(id, KIND, REGISTER_OFFICER, NOON, 1_000_003);
        jobs().submit(job);

        assertThat(jobs().find(id)).contains(job);
        assertThat(jobs().piece(id, 0))
                .hasValueSatisfying(piece -> assertThat(piece).isEqualTo(large));
        assertThat(jobs().piece(id, 1))
                .hasValueSatisfying(piece -> assertThat(piece).containsExactly(0, 1, 2));
        assertThat(jobs().piece(id, 2)).isEmpty();
        assertThat(jobs().refusals(id, 0, 10)).isEmpty();
    }

    @Test
    default void nobodyKnowsAnotherJob() {
        JobId unknown = new JobId(UUID.randomUUID());

        assertThat(jobs().find(unknown)).isEmpty();
        assertThat(jobs().piece(unknown, 0)).isEmpty();
        assertThat(jobs().cancel(unknown, REGISTER_OFFICER, NOON)).isFalse();
        assertThat(jobs().renew(unknown, lease(HOLDER, LATER))).isFalse();
        assertThat(jobs().end(unknown, HOLDER, JobState.SUCCEEDED, NOON, Optional.empty()))
                .isFalse();
    }

    @Test
    default void aFileThatIsGivenUpIsGoneAndNeverAJob() {
        JobId id = begun();

        jobs().giveUp(id);
        jobs().tidy(NOON);

        assertThat(jobs().piece(id, 0)).isEmpty();
        assertThatExceptionOfType(JobsUnavailable.class).isThrownBy(() -> jobs().append(id, 1, new byte[1], LATER));
        assertThatExceptionOfType(JobsUnavailable.class)
                .isThrownBy(() -> jobs().submit(Job.submitted(id, KIND, REGISTER_OFFICER, NOON, 1)));
        assertThat(jobs().find(id)).isEmpty();
    }

    @Test
    default void aFileOfWhichNothingMoreComesIsGivenUpInTime() {
        JobId id = begun();

        jobs().tidy(LATER.minusMillis(1));
        assertThat(jobs().piece(id, 0)).isPresent();
        jobs().append(id, 1, new byte[1], LATER.plusSeconds(1));
        jobs().tidy(LATER);
        assertThat(jobs().piece(id, 0)).isPresent();
        jobs().tidy(LATER.plusSeconds(1));

        assertThat(jobs().piece(id, 0)).isEmpty();
        assertThat(jobs().piece(id, 1)).isEmpty();
        assertThatExceptionOfType(JobsUnavailable.class).isThrownBy(() -> jobs().append(id, 2, new byte[1], LATER));
    }

    @Test
    default void theFileOfAJobIsNotGivenUpWhileItRunsAndGoesWithItsEnd() {
        Job job = submitted(NOON);

        jobs().giveUp(job.id());
        jobs().tidy(MUCH_LATER);
        assertThat(jobs().piece(job.id(), 0)).isPresent();
        jobs().cancel(job.id(), COLLEAGUE, NOON);
        jobs().tidy(NOON);

        assertThat(jobs().piece(job.id(), 0)).isEmpty();
        assertThat(jobs().find(job.id())).isPresent();
    }

    @Test
    default void aFileOfManyPiecesGoesAsAWhole() {
        JobId id = begun();
        IntStream.range(1, 150).forEach(number -> jobs().append(id, number, new byte[] {1}, LATER));

        jobs().giveUp(id);
        jobs().tidy(NOON);

        assertThat(IntStream.range(0, 150).mapToObj(number -> jobs().piece(id, number)))
                .allMatch(Optional::isEmpty);
    }

    @Test
    default void theOldestThatNobodyHoldsIsTaken() {
        Job second = submitted(NOON.plusMillis(1));
        Job first = submitted(NOON);
        Job third = submitted(NOON.plusMillis(2));

        assertThat(taken(HOLDER, NOON)).contains(first);
        assertThat(taken(OTHER, NOON)).contains(second);
        assertThat(taken(HOLDER, NOON)).as("one's own again").contains(first);
        assertThat(jobs().take(lease(HOLDER, LATER), NOON, Set.of(KIND), Set.of(first.id())))
                .as("but not the one that was tried")
                .contains(third);
        assertThat(jobs().running(NOON)).isEqualTo(new ImportJobs.Running(3, 0));
        assertThat(jobs().running(LATER)).isEqualTo(new ImportJobs.Running(0, 3));
    }

    @Test
    default void onlyKindsThatAreKnownAreTaken() {
        submitted(NOON);

        assertThat(jobs().take(lease(HOLDER, LATER), NOON, Set.of(OTHER_KIND), Set.of()))
                .isEmpty();
    }

    @Test
    default void aJobOfWhichNothingIsHeardIsTakenOverOnceItsLeaseHasRunOut() {
        Job job = submitted(NOON);
        taken(HOLDER, NOON);

        assertThat(taken(OTHER, LATER.minusMillis(1))).isEmpty();
        assertThat(jobs().take(lease(OTHER, MUCH_LATER), LATER, Set.of(KIND), Set.of()))
                .contains(job);

        assertThat(jobs().renew(job.id(), lease(HOLDER, MUCH_LATER))).isFalse();
        assertThat(step(job, HOLDER, "A")).isEmpty();
        assertThat(jobs().end(job.id(), HOLDER, JobState.SUCCEEDED, NOON, Optional.empty()))
                .isFalse();
        jobs().release(job.id(), HOLDER);
        assertThat(taken(HOLDER, LATER)).isEmpty();
    }

    @Test
    default void aLeaseIsRenewedAndGivenBack() {
        Job job = submitted(NOON);
        taken(HOLDER, NOON);

        assertThat(jobs().renew(job.id(), lease(HOLDER, LATER.plusSeconds(10)))).isTrue();
        assertThat(taken(OTHER, LATER)).isEmpty();
        jobs().release(job.id(), HOLDER);

        assertThat(jobs().renew(job.id(), lease(HOLDER, LATER))).isFalse();
        assertThat(taken(OTHER, NOON)).contains(job);
    }

    @Test
    default void aStepStoresItsLinesItsProgressAndItsRefusalsTogether() {
        Job job = held();
        JobRefusal refusal = new JobRefusal(3, "postcode", "is missing");

        Optional<Job> after = jobs().step(job, lease(HOLDER, LATER), stores -> {
            assertThat(stores.of(CertificateStore.class).add(List.of(entry("A").taken()), AUTHORSHIP))
                    .containsExactly(CertificateStore.Taken.ADDED);
            stores.of(CovidExemptionStore.class).add(List.of(ExampleCovid.exemption("1")));
            return new JobStep(40, Duration.ofMillis(250), new LinesTaken(4, 2, 1), List.of(refusal));
        });

        Job expected = job.at(new JobProgress(40, 4, 2, 1, 1, Duration.ofMillis(250)));
        assertThat(after).contains(expected);
        assertThat(jobs().find(job.id())).contains(expected);
        assertThat(jobs().refusals(job.id(), 0, 10)).containsExactly(refusal);
        assertThat(isThere("A")).isTrue();
        assertThat(exemptions().find(ExampleCovid.exemption("1").id())).isPresent();
    }

    @Test
    default void aStepThatThrowsLeavesNothing() {
        Job job = held();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> jobs().step(job, lease(HOLDER, MUCH_LATER), stores -> {
                    stores.of(CertificateStore.class).add(List.of(entry("A").taken()), AUTHORSHIP);
                    stores.of(CovidExemptionStore.class).add(List.of(ExampleCovid.exemption("1")));
                    throw new IllegalStateException("crash");
                }))
                .withMessage("crash");

        assertThat(jobs().find(job.id())).contains(job);
        assertThat(isThere("A")).isFalse();
        assertThat(exemptions().find(ExampleCovid.exemption("1").id())).isEmpty();
        assertThat(taken(OTHER, LATER)).as("not even the lease").contains(job);
    }

    /** More good lines than lines: a mistake of whoever counts, which no waiting mends. */
    @Test
    default void aStepThatTheStoreWillNeverTakeIsNoSilence() {
        Job job = held();

        assertThatExceptionOfType(StepImpossible.class)
                .isThrownBy(() -> jobs().step(job, lease(HOLDER, MUCH_LATER), stores -> {
                    stores.of(CertificateStore.class).add(List.of(entry("A").taken()), AUTHORSHIP);
                    return new JobStep(40, Duration.ZERO, new LinesTaken(1, 1, 1), List.of());
                }))
                .withNoCause();

        assertThat(jobs().find(job.id())).contains(job);
        assertThat(isThere("A")).isFalse();
    }

    @Test
    default void aStepIsDoneOnce() {
        Job job = held();

        assertThat(step(job, HOLDER, "A")).isPresent();
        assertThat(step(job, HOLDER, "B")).isEmpty();

        assertThat(isThere("A")).isTrue();
        assertThat(isThere("B")).isFalse();
        assertThat(jobs().find(job.id()).orElseThrow().progress().read()).isEqualTo(1);
    }

    @Test
    default void ofTwoWhoDoTheSameStepAtOnceOneDoes() throws Exception {
        Job job = held();

        List<Optional<Job>> steps = AtOnce.call(IntStream.range(0, 4)
                .mapToObj(each -> (Callable<Optional<Job>>) () -> step(job, HOLDER, "A"))
                .toList());

        assertThat(steps.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(jobs().find(job.id()).orElseThrow().progress().read()).isEqualTo(1);
        assertThat(jobs().refusals(job.id(), 0, 10)).hasSize(1);
    }

    @Test
    default void aJobThatIsCancelledUnderAStepTakesItBack() {
        Job job = held();

        Optional<Job> after = jobs().step(job, lease(HOLDER, LATER), stores -> {
            stores.of(CertificateStore.class).add(List.of(entry("A").taken()), AUTHORSHIP);
            assertThat(jobs().cancel(job.id(), COLLEAGUE, LATER))
                    .as("without waiting")
                    .isTrue();
            return stepped();
        });

        assertThat(after).isEmpty();
        assertThat(isThere("A")).isFalse();
        assertThat(jobs().find(job.id()))
                .contains(job.ended(JobState.CANCELLED, new Job.End(LATER, Optional.of(COLLEAGUE))));
        assertThat(jobs().refusals(job.id(), 0, 10)).isEmpty();
    }

    @Test
    default void whatIsCancelledStaysSo() {
        Job job = held();
        step(job, HOLDER, "A");

        assertThat(jobs().cancel(job.id(), COLLEAGUE, LATER)).isTrue();
        assertThat(jobs().cancel(job.id(), REGISTER_OFFICER, MUCH_LATER)).isFalse();
        assertThat(jobs().end(job.id(), HOLDER, JobState.SUCCEEDED, MUCH_LATER, Optional.empty()))
                .isFalse();
        assertThat(jobs().renew(job.id(), lease(HOLDER, LATER))).isFalse();

        Job cancelled = jobs().find(job.id()).orElseThrow();
        assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
        assertThat(cancelled.end()).contains(new Job.End(LATER, Optional.of(COLLEAGUE)));
        assertThat(cancelled.progress().read()).isEqualTo(1);
        assertThat(taken(HOLDER, MUCH_LATER)).isEmpty();
        assertThat(isThere("A")).isTrue();
    }

    @Test
    default void aJobEndsWithItsCountersAndSaysWhyAtTheEnd() {
        Job job = held();
        step(job, HOLDER, "A");
        JobRefusal last = new JobRefusal(9, JobRefusal.FILE, "x".repeat(500));

        assertThat(jobs().end(job.id(), HOLDER, JobState.FAILED, LATER, Optional.of(last)))
                .isTrue();

        Job ended = jobs().find(job.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.end()).contains(new Job.End(LATER, Optional.empty()));
        assertThat(ended.progress()).isEqualTo(new JobProgress(10, 1, 1, 0, 2, Duration.ofMillis(5)));
        assertThat(jobs().refusals(job.id(), 0, 10)).hasSize(2).last().isEqualTo(last);
        assertThat(jobs().running(NOON)).isEqualTo(new ImportJobs.Running(0, 0));
    }

    @Test
    default void refusalsAreReadAPageAtATimeInTheirOrder() {
        Job job = held();
        List<JobRefusal> first = IntStream.range(0, 2_500)
                .mapToObj(line -> new JobRefusal(line, "surname", "is not a surname"))
                .toList();
        List<JobRefusal> second = List.of(new JobRefusal(2_500, "postcode", "is missing"));

        Job after = jobs().step(job, lease(HOLDER, LATER), stores -> refusing(first))
                .orElseThrow();
        jobs().step(after, lease(HOLDER, LATER), stores -> refusing(second));

        assertThat(jobs().refusals(job.id(), 0, 3_000))
                .isEqualTo(Stream.of(first, second).flatMap(List::stream).toList());
        assertThat(jobs().refusals(job.id(), 2_499, 2)).containsExactly(first.get(2_499), second.get(0));
        assertThat(jobs().refusals(job.id(), 2_501, 2)).isEmpty();
        assertThat(jobs().find(job.id()).orElseThrow().progress().refusals()).isEqualTo(2_501);
    }

    @Test
    default void noTwoTakeTheSameJob() throws Exception {
        Set<JobId> all = IntStream.range(0, 3)
                .mapToObj(each -> submitted(NOON.plusMillis(each)).id())
                .collect(Collectors.toSet());

        List<Optional<Job>> taken = AtOnce.call(IntStream.range(0, 8)
                .mapToObj(each -> (Callable<Optional<Job>>)
                        () -> jobs().take(lease(new Holder(new UUID(1, each)), LATER), NOON, Set.of(KIND), Set.of()))
                .toList());

        assertThat(taken.stream().flatMap(Optional::stream).map(Job::id)).containsExactlyInAnyOrderElementsOf(all);
    }

    private JobId begun() {
        JobId id = new JobId(UUID.randomUUID());
        jobs().begin(id, LATER);
        jobs().append(id, 0, new byte[] {1}, LATER);
        return id;
    }

    private Job submitted(Instant at) {
        Job job = Job.submitted(begun(), KIND, REGISTER_OFFICER, at, 10);
        jobs().submit(job);
        return job;
    }

    /** Held by the holder until {@link #LATER}. */
    private Job held() {
        submitted(NOON);
        return taken(HOLDER, NOON).orElseThrow();
    }

    private Optional<Job> taken(Holder holder, Instant now) {
        return jobs().take(lease(holder, LATER), now, Set.of(KIND), Set.of());
    }

    private Optional<Job> step(Job job, Holder holder, String certificate) {
        return jobs().step(job, lease(holder, LATER), stores -> {
            stores.of(CertificateStore.class).add(List.of(entry(certificate).taken()), AUTHORSHIP);
            return stepped();
        });
    }

    private static JobStep stepped() {
        return new JobStep(
                10,
                Duration.ofMillis(5),
                new LinesTaken(1, 1, 0),
                Collections.nCopies(1, new JobRefusal(2, "postcode", "is missing")));
    }

    private static JobStep refusing(List<JobRefusal> refusals) {
        return new JobStep(1, Duration.ZERO, new LinesTaken(refusals.size(), 0, 0), refusals);
    }

    private static Lease lease(Holder holder, Instant until) {
        return new Lease(holder, until);
    }

    private boolean isThere(String certificate) {
        return records().certificate(entry(certificate).certificate().number()).isPresent();
    }
}
