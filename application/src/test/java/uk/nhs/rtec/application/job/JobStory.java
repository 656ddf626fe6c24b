package uk.nhs.rtec.application.job;

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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.nhs.rtec.application.covid.CovidColumn;
import uk.nhs.rtec.application.covid.CovidLine;
import uk.nhs.rtec.application.covid.MemoryCovidExemptions;
import uk.nhs.rtec.application.covid.TakeInCovidLines;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;
import uk.nhs.rtec.application.register.TakeInCertificateLines;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.requester.Officer;

/** A file here is a line of words: "header", then "good", "faulty" or "broken"; every tenth line of a file is faulty. */
abstract class JobStory {

    static final Duration LEASE = JobRunner.LEASE;
    static final int STEP = 5_000;

    final MemoryExemptionRegister register = new MemoryExemptionRegister();
    final MemoryCovidExemptions exemptions = new MemoryCovidExemptions();
    final MemoryImportJobs jobs = new MemoryImportJobs(register, exemptions);
    final Ticking clock = new Ticking();
    final JobDesk desk = new JobDesk(jobs, clock);
    int ids;

    WorkOffJobs runner(ImportJobs seen) {
        return new JobRunner(seen, subjects(), new Holder(UUID.randomUUID()), clock);
    }

    SubmitJob submission() {
        return new JobSubmission(jobs, subjects(), () -> new JobId(new UUID(0, ids++)), clock);
    }

    List<Subject<?>> subjects() {
        return List.of(
                new Subject<>(
                        TakeInCertificateLines.KIND,
                        (pieces, length) -> new Words<>(pieces, length, JobStory::certificate),
                        new TakeInCertificateLines(clock),
                        STEP),
                new Subject<>(
                        TakeInCovidLines.KIND,
                        (pieces, length) -> new Words<>(pieces, length, JobStory::exemption),
                        new TakeInCovidLines(clock),
                        STEP));
    }

    JobId submitted(JobKind kind, int lines) {
        return submitted(kind, words(lines));
    }

    /** In pieces of ten thousand bytes. */
    JobId submitted(JobKind kind, String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        List<byte[]> pieces = IntStream.iterate(0, at -> at < bytes.length, at -> at + 10_000)
                .mapToObj(at -> Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 10_000)))
                .toList();
        clock.forward(Duration.ofMillis(1));
        return submission().submit(REGISTER_OFFICER, kind, pieces.iterator()).id();
    }

    static String words(int lines) {
        return Stream.concat(
                        Stream.of("header"),
                        IntStream.rangeClosed(1, lines).mapToObj(line -> line % 10 == 0 ? "faulty" : "good"))
                .collect(Collectors.joining(" "));
    }

    static LinesTaken undisturbed(int lines) {
        return new LinesTaken(lines, lines - lines / 10, 0);
    }

    static LinesTaken counted(Job job) {
        return new LinesTaken(
                job.progress().read(), job.progress().accepted(), job.progress().unchanged());
    }

    static List<JobRefusal> refusedOf(int lines) {
        return IntStream.rangeClosed(1, lines / 10)
                .mapToObj(
                        each -> new JobRefusal(each * 10 + 1, "category", "is not the code of a category that is held"))
                .toList();
    }

    List<JobRefusal> refusals(JobId id) {
        List<JobRefusal> all = new ArrayList<>();
        desk.refusals(id).forEachRemaining(all::add);
        return all;
    }

    long registered(int lines) {
        return IntStream.rangeClosed(2, lines + 1)
                .filter(number -> register.certificate(new CertificateNumber("C-" + number))
                        .filter(record -> record.people().size() == 1)
                        .isPresent())
                .count();
    }

    static RegisterLine certificate(int number, String word) {
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

    static CovidLine exemption(int number, String word) {
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
    ImportJobs crashingIn(int step) {
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

    ImportJobs beforeEachStep(Runnable what) {
        return new Overheard(jobs) {
            @Override
            public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
                what.run();
                return super.step(job, lease, work);
            }
        };
    }

    /** No exception, which a runner may catch: the end of a process. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }

    static final class Ticking implements InstantSource {

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
    static final class Words<L> implements ReadLines.Lines<L> {

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
    static class Overheard implements ImportJobs {

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
