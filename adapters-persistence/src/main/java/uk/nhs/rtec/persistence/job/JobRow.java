package uk.nhs.rtec.persistence.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobProgress;
import uk.nhs.rtec.application.job.JobState;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** A job as a row. */
@Entity
@Table(name = "import_job")
class JobRow {

    static final String RUNNING = "RUNNING";

    @Id
    UUID id;

    String kind;

    @Column(name = "submitted_at")
    Instant submittedAt;

    @Column(name = "submitted_by_organisation")
    String submittedByOrganisation;

    @Column(name = "submitted_by_user")
    String submittedByUser;

    @Column(name = "file_bytes")
    long fileBytes;

    String state;

    @Column(name = "held_by")
    @Nullable
    UUID heldBy;

    @Column(name = "held_until")
    @Nullable
    Instant heldUntil;

    @Column(name = "bytes_read")
    long bytesRead;

    @Column(name = "lines_read")
    long linesRead;

    @Column(name = "lines_accepted")
    long linesAccepted;

    @Column(name = "lines_unchanged")
    long linesUnchanged;

    long refusals;

    @Column(name = "worked_millis")
    long workedMillis;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "cancelled_by_organisation")
    @Nullable
    String cancelledByOrganisation;

    @Column(name = "cancelled_by_user")
    @Nullable
    String cancelledByUser;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    JobRow() {}

    /** A job that was just submitted. */
    JobRow(Job job) {
        id = job.id().value();
        kind = job.kind().word();
        submittedAt = job.submittedAt();
        submittedByOrganisation = job.submittedBy().organisation().value();
        submittedByUser = job.submittedBy().user().value();
        fileBytes = job.size();
        state = spelling(job.state());
    }

    Job job() {
        JobState how = state(state);
        return new Job(
                new JobId(id),
                new JobKind(kind),
                officer(submittedByOrganisation, submittedByUser),
                submittedAt,
                fileBytes,
                how,
                new JobProgress(
                        bytesRead, linesRead, linesAccepted, linesUnchanged, refusals, Duration.ofMillis(workedMillis)),
                Optional.ofNullable(endedAt).map(at -> new Job.End(at, cancelledBy())));
    }

    /** The state as it is stored. */
    static String spelling(JobState state) {
        return switch (state) {
            case RUNNING -> RUNNING;
            case SUCCEEDED -> "SUCCEEDED";
            case FAILED -> "FAILED";
            case CANCELLED -> "CANCELLED";
        };
    }

    private static JobState state(String spelling) {
        return Arrays.stream(JobState.values())
                .filter(state -> spelling(state).equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a job in no known state"));
    }

    private Optional<Officer> cancelledBy() {
        return cancelledByOrganisation == null || cancelledByUser == null
                ? Optional.empty()
                : Optional.of(officer(cancelledByOrganisation, cancelledByUser));
    }

    private static Officer officer(String organisation, String user) {
        return new Officer(new OdsCode(organisation), new SdsUserId(user));
    }
}
