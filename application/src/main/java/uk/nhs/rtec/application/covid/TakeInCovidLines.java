package uk.nhs.rtec.application.covid;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.LinesTaken;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.application.job.TakeInLines;
import uk.nhs.rtec.domain.requester.Officer;

/** A job's lines taken in as any others are, into the records as the job's own transaction sees them. */
public final class TakeInCovidLines implements TakeInLines<CovidLine> {

    /** Jobs whose files are full of COVID-19 medical exemptions. */
    public static final JobKind KIND = new JobKind("covid-exemptions");

    private final InstantSource clock;

    public TakeInCovidLines(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public LinesTaken takeIn(Officer officer, List<CovidLine> lines, Stores stores, Consumer<JobRefusal> refusals) {
        CovidIntake intake = new CovidTakingIn(stores.of(CovidExemptionStore.class), clock)
                .takeIn(
                        lines.iterator(),
                        refusal -> refusals.accept(
                                new JobRefusal(refusal.line(), refusal.column().header(), refusal.reason())));
        return new LinesTaken(intake.read(), intake.accepted(), intake.unchanged());
    }
}
