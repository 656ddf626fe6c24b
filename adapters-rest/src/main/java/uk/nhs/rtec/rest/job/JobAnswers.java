package uk.nhs.rtec.rest.job;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.JobsUnavailable;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;

/** What is answered about jobs, whatever API they belong to. */
public final class JobAnswers {

    /** Seconds after which a job that runs has something new to tell. */
    private static final int RETRY_AFTER = 2;

    private static final System.Logger LOG = System.getLogger(JobAnswers.class.getName());

    private JobAnswers() {}

    /** An answer that shows how a job stands. */
    public static Response.ResponseBuilder shown(Response.ResponseBuilder answer, Job job, Instant now) {
        answer.entity(JobJson.of(job, now).toString()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return job.state().isEnd() ? answer : answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }

    /** What was refused, as CSV, which ends as a whole or with its connection. */
    public static Response refused(Iterator<JobRefusal> refusals, AnswerOnItsWay answer) {
        // Asked for the first now, so that a store that is silent is 503 and no empty file.
        boolean any = refusals.hasNext();
        StreamingOutput list = out -> {
            answer.endWith(Map::of);
            try {
                write(any, refusals, out);
            } catch (JobsUnavailable e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
                answer.breakOff();
                throw e;
            } catch (IOException | RuntimeException e) {
                answer.breakOff();
                throw e;
            }
        };
        return Response.ok(list, new MediaType("text", "csv", StandardCharsets.UTF_8.name()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static void write(boolean any, Iterator<JobRefusal> refusals, OutputStream out) throws IOException {
        BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        lines.write("line,column,reason\n");
        while (any && refusals.hasNext()) {
            JobRefusal refusal = refusals.next();
            lines.write(refusal.line() + "," + field(refusal.column()) + "," + field(refusal.reason()) + "\n");
        }
        // The stream is the server's to close.
        lines.flush();
    }

    private static String field(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
