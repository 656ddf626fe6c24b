package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.LinesTaken;
import uk.nhs.rtec.application.job.ReadLines;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.application.job.TakeInLines;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.requester.Officer;

/** Claims of a job taken in and judged, a step's claims together and in the step's own transaction. */
public final class TakeInClaimLines implements TakeInLines<ClaimLine> {

    /** Jobs whose files are lines of claims. */
    public static final JobKind CSV = new JobKind("claims-csv");

    /** Jobs whose files are claim messages in HL7 v3. */
    public static final JobKind HL7 = new JobKind("claims-xml");

    /** Jobs whose files are bundles of FHIR claims. */
    public static final JobKind FHIR = new JobKind("claims-fhir");

    /** The kinds of jobs with claims. */
    public static final Set<JobKind> KINDS = Set.of(CSV, HL7, FHIR);

    /** So many prescriptions are looked up in one query; five times as many take more memory and are no faster. */
    private static final int LINES_IN_A_STEP = 1_000;

    private final InstantSource clock;

    public TakeInClaimLines(InstantSource clock) {
        this.clock = clock;
    }

    /** Jobs of this kind, with files that are read so. */
    public static Subject<ClaimLine> subject(JobKind kind, ReadLines<ClaimLine> files, InstantSource clock) {
        return new Subject<>(kind, files, new TakeInClaimLines(clock), LINES_IN_A_STEP);
    }

    @Override
    public LinesTaken takeIn(Officer officer, List<ClaimLine> lines, Stores stores, Consumer<JobRefusal> refusals) {
        ClaimStore store = stores.of(ClaimStore.class);
        List<StatedClaim> good = good(lines, store.archivedMonths(), refusals);
        Authorship by = new Authorship(officer, clock.instant());
        ClaimStore.Added taken = store.add(good, by);
        Judgement.of(store, taken.examined(), by.at());
        long added = taken.each().stream().filter(each -> each).count();
        return new LinesTaken(lines.size(), added, good.size() - added);
    }

    private List<StatedClaim> good(List<ClaimLine> lines, Set<YearMonth> archived, Consumer<JobRefusal> refusals) {
        Instant now = clock.instant();
        List<StatedClaim> good = new ArrayList<>(lines.size());
        for (ClaimLine line : lines) {
            ClaimReading reading = new ClaimReading(line);
            reading.claim(now, archived).ifPresent(good::add);
            reading.refusals().forEach(refusals);
        }
        return good;
    }
}
