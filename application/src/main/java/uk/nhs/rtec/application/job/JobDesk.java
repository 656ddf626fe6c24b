package uk.nhs.rtec.application.job;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import uk.nhs.rtec.domain.requester.Officer;

/** Where officers ask after their jobs, and break them off. */
public final class JobDesk implements FollowJob, CancelJob {

    private static final int REFUSALS_IN_A_PAGE = 1_000;

    private final ImportJobs jobs;
    private final InstantSource clock;

    public JobDesk(ImportJobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public Optional<Job> job(JobId id) {
        return jobs.find(id);
    }

    @Override
    public Iterator<JobRefusal> refusals(JobId id) {
        return new Refusals(id);
    }

    @Override
    public Cancelled cancel(Officer officer, JobId id) {
        if (jobs.cancel(id, officer, clock.instant())) {
            return Cancelled.CANCELLED;
        }
        return jobs.find(id).isPresent() ? Cancelled.ENDED : Cancelled.UNKNOWN;
    }

    private final class Refusals implements Iterator<JobRefusal> {

        private final JobId id;
        private Iterator<JobRefusal> page = List.<JobRefusal>of().iterator();
        private long before;
        private boolean last;

        Refusals(JobId id) {
            this.id = id;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                List<JobRefusal> next = jobs.refusals(id, before, REFUSALS_IN_A_PAGE);
                before += next.size();
                last = next.size() < REFUSALS_IN_A_PAGE;
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public JobRefusal next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
