package uk.nhs.rtec.application.covid;

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

/** A job's lines taken in as any others are, into the records as the job's own transaction sees them. */
public final class TakeInCovidLines implements TakeInLines<CovidLine> {

    /** Jobs whose files are full of COVID-19 medical exemptions. */
    public static final JobKind KIND = new JobKind("covid-exemptions");

    /** One list for the store and no more: only within a list is everything in the order that keeps two from waiting for each other. */
    private static final int LINES_IN_A_STEP = CovidTakingIn.LINES_IN_A_BATCH;

    private final InstantSource clock;

    public TakeInCovidLines(InstantSource clock) {
        this.clock = clock;
    }

    /** Jobs with files of COVID-19 medical exemptions that are read so. */
    public static Subject<CovidLine> subject(ReadLines<CovidLine> files, InstantSource clock) {
        return new Subject<>(KIND, files, new TakeInCovidLines(clock), LINES_IN_A_STEP);
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
