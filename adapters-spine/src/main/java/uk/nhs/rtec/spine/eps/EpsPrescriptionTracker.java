package uk.nhs.rtec.spine.eps;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.wire.Reply;

/** The national tracker over the EPS tracker API. */
public final class EpsPrescriptionTracker implements PrescriptionTracker {

    private static final String FORMAT = "trace";
    private static final int TRACE_ID_LENGTH = 30;

    private final TrackerApi tracker;
    private final TrackerSettings settings;

    /** A tracker over this API, asked as these settings say. */
    public EpsPrescriptionTracker(TrackerApi tracker, TrackerSettings settings) {
        this.tracker = tracker;
        this.settings = settings;
    }

    @Override
    public PrescriptionTrace find(PrescriptionId prescription, SdsUserId onBehalfOf) {
        Reply reply = Reply.to(
                "EPS tracker",
                () -> tracker.prescription(
                        prescription.inTheClear(),
                        FORMAT,
                        settings.asid().value(),
                        userId(onBehalfOf),
                        settings.roleProfileId(),
                        traceId()));
        return reply.map(
                ok -> new TrackerAnswer(ok.body()).about(prescription),
                other -> new NoAnswer(other.silence()),
                silent -> new NoAnswer(silent.silence()));
    }

    /** The tracker refuses a user id of another length than 12, and takes a call without one. */
    private static @Nullable String userId(SdsUserId practitioner) {
        return Optional.of(practitioner.value())
                .filter(TrackerSettings::isTwelveDigits)
                .orElse(null);
    }

    /** A UUID is too long by six as it is written. */
    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, TRACE_ID_LENGTH);
    }
}
