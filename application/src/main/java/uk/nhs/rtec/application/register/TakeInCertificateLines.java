package uk.nhs.rtec.application.register;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.LinesTaken;
import uk.nhs.rtec.application.job.ReadLines;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.application.job.TakeInLines;
import uk.nhs.rtec.domain.requester.Officer;

/** A job's lines imported as any others are, into the register as the job's own transaction sees it. */
public final class TakeInCertificateLines implements TakeInLines<RegisterLine> {

    /** Jobs whose files are full of certificates. */
    public static final JobKind KIND = new JobKind("certificates");

    /** One list for the store and no more: only within a list is everything in the order that keeps two from waiting for each other. */
    private static final int LINES_IN_A_STEP = CertificateImport.LINES_IN_A_BATCH;

    private final InstantSource clock;

    public TakeInCertificateLines(InstantSource clock) {
        this.clock = clock;
    }

    /** Jobs with files of certificates that are read so. */
    public static Subject<RegisterLine> subject(ReadLines<RegisterLine> files, InstantSource clock) {
        return new Subject<>(KIND, files, new TakeInCertificateLines(clock), LINES_IN_A_STEP);
    }

    @Override
    public LinesTaken takeIn(Officer officer, List<RegisterLine> lines, Stores stores, Consumer<JobRefusal> refusals) {
        ImportSummary summary = new CertificateImport(stores.of(CertificateStore.class), clock)
                .importLines(
                        officer,
                        lines.iterator(),
                        refusal -> refusals.accept(
                                new JobRefusal(refusal.line(), refusal.column().header(), refusal.reason())));
        return new LinesTaken(summary.read(), summary.accepted(), summary.unchanged());
    }
}
