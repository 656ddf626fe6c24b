package uk.nhs.rtec.rest.job;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import uk.nhs.rtec.application.job.Job;

/** A job as officers read it. */
final class JobJson {

    private JobJson() {}

    static JsonObject of(Job job, Instant now) {
        return Json.createObjectBuilder()
                .add("id", job.id().toString())
                .add("kind", job.kind().word())
                .add("state", job.state().name())
                .add("read", job.progress().read())
                .add("accepted", job.progress().accepted())
                .add("unchanged", job.progress().unchanged())
                .add("refused", job.progress().refused())
                .add("perSecond", job.progress().perSecond())
                .add(
                        "expectedEnd",
                        job.expectedEnd(now)
                                .<JsonValue>map(end -> Json.createValue(
                                        end.truncatedTo(ChronoUnit.SECONDS).toString()))
                                .orElse(JsonValue.NULL))
                .build();
    }
}
