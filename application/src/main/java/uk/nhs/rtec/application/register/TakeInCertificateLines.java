package uk.nhs.rtec.application.register;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.LinesTaken;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.application.job.TakeInLines;
import uk.nhs.rtec.domain.requester.Officer;

/** A job's lines imported as any others are, into the register as the job's own transaction sees it. */
public final class TakeInCertificateLines implements TakeInLines<RegisterLine> {

    /** Jobs whose files are full of certificates. */
    public static final JobKind KIND = new JobKind("certificates");

    private final InstantSource clock;

    public TakeInCertificateLines(InstantSource clock) {
        this.clock = clock;
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
