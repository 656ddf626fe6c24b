package uk.nhs.rtec.rest.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.covid.MemoryCovidExemptions;
import uk.nhs.rtec.application.covid.TakeInCovidLines;
import uk.nhs.rtec.application.job.CancelJob;
import uk.nhs.rtec.application.job.FollowJob;
import uk.nhs.rtec.application.job.Holder;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobDesk;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobProgress;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.JobRunner;
import uk.nhs.rtec.application.job.JobState;
import uk.nhs.rtec.application.job.JobSubmission;
import uk.nhs.rtec.application.job.JobsUnavailable;
import uk.nhs.rtec.application.job.MemoryImportJobs;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.application.register.TakeInCertificateLines;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SeenAnswer;
import uk.nhs.rtec.rest.covid.CovidFile;
import uk.nhs.rtec.rest.register.RegisterFile;

class ImportsApiTest {

    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode\n";
    private static final String LINE = "MAT-1,0005,2026-01-01,2026-12-31,holder,,Example,Ann,1990-05-05,LS1 4AP\n";
    private static final String COVID = """
            record_id,nhs_number,name,birth_date,status,period_start,period_end
            R1,9990548021,Ann Example,1979-02-11,1,2026-01-10,
            R2,9990548021,Ann Example,1979-02-11,5,2026-01-10,
            """;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));
    private static final JobId ID = new JobId(new UUID(1, 2));
    private static final String PATH = "/" + ID;

    private final MemoryImportJobs jobs =
            new MemoryImportJobs(new MemoryExemptionRegister(), new MemoryCovidExemptions());
    private final List<Subject<?>> subjects = List.of(
            TakeInCertificateLines.subject(CsvLines.of(RegisterFile::new), CLOCK),
            TakeInCovidLines.subject(CsvLines.of(CovidFile::new), CLOCK));

    private final SeenAnswer answer = new SeenAnswer();

    @Test
    void aFileIsTakenOverThenWorkedOffAndThenToldOf() {
        RunningApi.Answer submitted = submitted("certificates", HEADER + LINE + "x,y\n" + LINE);

        assertThat(submitted.status()).isEqualTo(202);
        assertThat(submitted.header("Location")).isEqualTo("/register/v1/imports/" + ID);
        assertThat(submitted.body()).isEqualTo(json("certificates", "RUNNING", 0, 0, 0, 0));
        assertThat(submitted.header("Retry-After")).isEqualTo("2");

        workOff();

        RunningApi.Answer ended = get(PATH);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body()).isEqualTo(json("certificates", "SUCCEEDED", 3, 1, 1, 1));
        assertThat(ended.header("Retry-After")).isNull();
        assertThat(get(PATH + "/refused").body())
                .startsWith("line,column,reason\n3,category,is not the code of a category that is held\n")
                .contains("3,postcode,is not a postcode\n")
                .doesNotContain("\n2,", "\n4,");
        assertThat(get(PATH + "/refused").header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    }

    @Test
    void aFileOfCovidExemptionsToo() {
        assertThat(submitted("covid-exemptions", COVID).status()).isEqualTo(202);

        workOff();

        assertThat(get(PATH).body()).isEqualTo(json("covid-exemptions", "SUCCEEDED", 2, 1, 0, 1));
        assertThat(get(PATH + "/refused").body()).isEqualTo("line,column,reason\n3,status,\"is not 1, 2, 3 or 4\"\n");
    }

    @Test
    void aFileOfManyPiecesIsReadAsTheOneThatItIs() {
        StringBuilder file = new StringBuilder(HEADER);
        int lines = 40_000;
        IntStream.range(0, lines).forEach(line -> file.append(LINE.replace("MAT-1", "M-" + line)));
        assertThat(file.length()).isGreaterThan(2 * Upload.PIECE);

        assertThat(submitted("certificates", file.toString()).status()).isEqualTo(202);
        workOff();

        assertThat(get(PATH).body()).isEqualTo(json("certificates", "SUCCEEDED", lines, lines, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n1,2\n", "{}"})
    void whatIsNoSuchFileIs400AsItIsWhenItIsImportedAtOnce(String file) {
        RunningApi.Answer answer = submitted("certificates", file);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"The request is not valid\",\"status\":400,\"errors\":["
                                + "{\"field\":\"body\",\"detail\":\"the first line must name each of these columns once: "
                                + HEADER.strip() + "\"}]}");
        assertThat(jobs.find(ID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?kind=claims", "?kind=", "", "?kind=CERTIFICATES"})
    void anUnknownKindIs400(String query) {
        RunningApi.Answer answer = api().call("POST", "/" + query)
                .by(officer())
                .body("text/csv", HEADER)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("{\"field\":\"kind\",\"detail\":\"must be one of certificates, covid-exemptions\"}");
    }

    @Test
    void aFileThatBreaksOffOnItsWayInIs400AndNoJob() {
        InputStream gone = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender is gone");
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                return read();
            }
        };
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream((HEADER + LINE.repeat(20_000)).getBytes(StandardCharsets.UTF_8)), gone);

        RunningApi.Answer answer = api().call("POST", "/?kind=certificates").by(officer()).stream("text/csv", broken)
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"body\"");
        assertThat(jobs.find(ID)).isEmpty();
        jobs.tidy(CLOCK.instant());
        assertThat(jobs.piece(ID, 0)).isEmpty();
    }

    @Test
    void aFileThatIsShorterThanAnnouncedIs400() {
        RunningApi.Answer answer = api().call("POST", "/?kind=certificates").by(officer()).stream(
                        "text/csv", new ByteArrayInputStream((HEADER + LINE).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Length", "1000")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(jobs.find(ID)).isEmpty();
    }

    @ParameterizedTest(name = "{0} bytes announced, {1} sent: {2}")
    @CsvSource({
        "-1, 3000000, 202",
        "3000000, 3000000, 202",
        "-1, 3000001, 413",
        "3000001, 0, 413",
        "9999999999999999999999, 0, 413"
    })
    void noFileIsLongerThanItMayBe(String announced, int sent, int status) {
        byte[] file = Collections.nCopies(sent / 2 + 1, "\n,").stream()
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[sent];
        System.arraycopy(file, 0, body, 0, sent);
        System.arraycopy(HEADER.getBytes(StandardCharsets.UTF_8), 0, body, 0, Math.min(sent, HEADER.length()));
        RunningApi.Call call = api().call("POST", "/?kind=certificates").by(officer()).stream(
                "text/csv", new ByteArrayInputStream(body));
        if (!announced.equals("-1")) {
            call.header("Content-Length", announced);
        }

        RunningApi.Answer answer = call.send();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(jobs.find(ID).isPresent()).isEqualTo(status == 202);
        if (status == 413) {
            assertThat(answer.body()).contains("\"status\":413");
        }
    }

    @Test
    void anotherTypeCharsetOrEncodingIs415() {
        for (String type : List.of("application/json", "text/plain", "text/csv;charset=iso-8859-1")) {
            assertThat(api().call("POST", "/?kind=certificates")
                            .by(officer())
                            .body(type, HEADER)
                            .send()
                            .status())
                    .isEqualTo(415);
        }
        assertThat(api().call("POST", "/?kind=certificates")
                        .by(officer())
                        .body("text/csv", HEADER)
                        .header("Content-Encoding", "gzip")
                        .send()
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aJobThatRunsIsCancelledOnceAndOneThatIsUnknownIsNot() {
        submitted("certificates", HEADER + LINE);

        RunningApi.Answer cancelled = delete(PATH);

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body()).isEqualTo(json("certificates", "CANCELLED", 0, 0, 0, 0));
        assertThat(jobs.find(ID).orElseThrow().end().orElseThrow().by()).isPresent();
        assertThat(delete(PATH).status()).isEqualTo(409);
        assertThat(delete(PATH).header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(delete("/" + new UUID(3, 4)).status()).isEqualTo(404);
        assertThat(delete("/x").status()).isEqualTo(404);
    }

    /** A job of claims is not the register's, say. */
    @Test
    void aJobOfAnotherKindIsNotSeenAndNotCancelledHere() {
        submitted("certificates", HEADER + LINE);
        Terms others = new Terms(List.of(TakeInCovidLines.KIND), 3_000_000);

        for (String path : List.of(PATH, PATH + "/refused")) {
            assertThat(api(others).call("GET", path).by(officer()).send().status())
                    .isEqualTo(404);
        }
        assertThat(api(others).call("DELETE", PATH).by(officer()).send().status())
                .isEqualTo(404);
        assertThat(jobs.find(ID).orElseThrow().end()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/00000000-0000-0003-0000-000000000004", "/x", "/x/refused"})
    void whatIsNoJobIs404(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void progressIsTold() {
        Job job = Job.submitted(ID, TakeInCertificateLines.KIND, Examples.REGISTER_OFFICER, Examples.NOON, 4_000)
                .at(new JobProgress(1_000, 50_000, 49_000, 900, 120, Duration.ofSeconds(10)));

        assertThat(JobJson.of(job, CLOCK.instant()).toString())
                .isEqualTo("{\"id\":\"" + ID + "\",\"kind\":\"certificates\",\"state\":\"RUNNING\",\"read\":50000,"
                        + "\"accepted\":49000,\"unchanged\":900,\"refused\":100,\"perSecond\":5000,"
                        + "\"expectedEnd\":\"2026-03-01T09:00:30Z\"}");
        assertThat(JobJson.of(job.ended(JobState.FAILED, new Job.End(Examples.NOON, Optional.empty())), CLOCK.instant())
                        .isNull("expectedEnd"))
                .isTrue();
    }

    @Test
    void aListOfRefusalsThatCannotBeReadToItsEndBreaksOff() {
        Iterator<JobRefusal> refusals = Stream.generate(new Supplier<JobRefusal>() {
                    private int given;

                    @Override
                    public JobRefusal get() {
                        if (given++ > 2) {
                            throw new JobsUnavailable("silent");
                        }
                        return new JobRefusal(given, "surname", "is missing");
                    }
                })
                .iterator();
        StreamingOutput list =
                (StreamingOutput) JobAnswers.refused(refusals, answer).getEntity();

        assertThatThrownBy(() -> list.write(OutputStream.nullOutputStream())).isInstanceOf(JobsUnavailable.class);

        assertThat(answer.brokenOff()).isEqualTo(1);
    }

    @Test
    void aListOfRefusalsThatIsWholeIsNotBrokenOff() {
        submitted("covid-exemptions", COVID);
        workOff();

        assertThat(get(PATH + "/refused").body()).endsWith("\"is not 1, 2, 3 or 4\"\n");
        assertThat(answer.brokenOff()).isZero();
    }

    @Test
    void aSilentStoreIs503() {
        FollowJob silent = new FollowJob() {
            @Override
            public Optional<Job> job(JobId id) {
                return Optional.of(Job.submitted(
                        ID, TakeInCertificateLines.KIND, Examples.REGISTER_OFFICER, Examples.NOON, 4_000));
            }

            @Override
            public Iterator<JobRefusal> refusals(JobId id) {
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        throw new JobsUnavailable("silent");
                    }

                    @Override
                    public JobRefusal next() {
                        throw new JobsUnavailable("silent");
                    }
                };
            }
        };
        RunningApi api = new RunningApi(new ImportsApi(
                (officer, kind, pieces) -> {
                    throw new JobsUnavailable("silent");
                },
                silent,
                (officer, id) -> CancelJob.Cancelled.UNKNOWN,
                terms(),
                CLOCK,
                answer));

        assertThat(api.call("GET", PATH + "/refused").by(officer()).send().status())
                .isEqualTo(503);
        assertThat(api.call("POST", "/?kind=certificates")
                        .by(officer())
                        .body("text/csv", HEADER)
                        .send()
                        .status())
                .isEqualTo(503);
    }

    @Test
    void onlyRegisterOfficersAreServed() {
        for (String method : List.of("GET", "DELETE")) {
            assertThat(api().call(method, PATH)
                            .by(SampleTokens.officer("AUDITOR", SampleTokens::unchanged))
                            .send()
                            .status())
                    .isEqualTo(403);
            assertThat(api().call(method, PATH).send().status()).isEqualTo(401);
        }
        assertThat(api().call("GET", PATH + "/refused").send().status()).isEqualTo(401);
        assertThat(api().call("POST", "/?kind=certificates")
                        .by(SampleTokens.officer("CLAIMS", SampleTokens::unchanged))
                        .body("text/csv", HEADER)
                        .send()
                        .status())
                .isEqualTo(403);
    }

    private RunningApi.Answer submitted(String kind, String file) {
        return api().call("POST", "/?kind=" + kind)
                .by(officer())
                .body("text/csv", file)
                .send();
    }

    private RunningApi.Answer get(String path) {
        return api().call("GET", path).by(officer()).send();
    }

    private RunningApi.Answer delete(String path) {
        return api().call("DELETE", path).by(officer()).send();
    }

    private void workOff() {
        new JobRunner(jobs, subjects, new Holder(new UUID(5, 6)), CLOCK).workOff(() -> true);
    }

    private RunningApi api() {
        return api(terms());
    }

    private RunningApi api(Terms terms) {
        JobDesk desk = new JobDesk(jobs, CLOCK);
        return new RunningApi(
                new ImportsApi(new JobSubmission(jobs, subjects, () -> ID, CLOCK), desk, desk, terms, CLOCK, answer));
    }

    private static Terms terms() {
        return new Terms(List.of(TakeInCertificateLines.KIND, TakeInCovidLines.KIND), 3_000_000);
    }

    private static String json(String kind, String state, int read, int accepted, int unchanged, int refused) {
        return "{\"id\":\"" + ID + "\",\"kind\":\"" + kind + "\",\"state\":\"" + state + "\",\"read\":" + read
                + ",\"accepted\":" + accepted + ",\"unchanged\":" + unchanged + ",\"refused\":" + refused
                + ",\"perSecond\":0,\"expectedEnd\":null}";
    }

    private static @Nullable Principal officer() {
        return SampleTokens.officer("REGISTER", SampleTokens::unchanged);
    }
}
