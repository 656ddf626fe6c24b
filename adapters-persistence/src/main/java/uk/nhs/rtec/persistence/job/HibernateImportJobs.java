package uk.nhs.rtec.persistence.job;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.claim.ClaimStore;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.job.Holder;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.JobProgress;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.JobState;
import uk.nhs.rtec.application.job.JobStep;
import uk.nhs.rtec.application.job.JobsUnavailable;
import uk.nhs.rtec.application.job.Lease;
import uk.nhs.rtec.application.job.StepImpossible;
import uk.nhs.rtec.application.job.Stores;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.claim.HibernateClaims;
import uk.nhs.rtec.persistence.covid.HibernateCovidExemptions;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;

/**
 * Jobs in a database. Who holds a job is decided by one conditional update of its row, and never by a lock that lasts: a step changes the row
 * after its work, so that to cancel a job does not wait for what is under way.
 */
public final class HibernateImportJobs implements ImportJobs {

    /** So many that to delete them takes a moment only. */
    private static final int PIECES_AT_ONCE = 32;

    /** So many that to add them takes a moment only. */
    private static final int REFUSALS_AT_ONCE = 5_000;

    private static final String ADD_FILE = "insert into import_file (id, given_up_at) values (:id, :until)";

    private static final String KEEP_FILE =
            "update import_file set given_up_at = :until where id = :id and needed and given_up_at is not null";

    private static final String ADD_PIECE =
            "insert into import_piece (file_id, number, bytes) values (:id, :number, :bytes)";

    private static final String GIVE_UP =
            "update import_file set needed = false where id = :id and given_up_at is not null";

    private static final String GIVE_UP_LATE =
            "update import_file set needed = false where needed and given_up_at <= :now";

    private static final String NEED_NO_LONGER = "update import_file set needed = false where id = :id";

    private static final String DELETE_PIECES = """
            delete from import_piece where file_id = :id and number in
                (select p.number from import_piece p where p.file_id = :id order by p.number limit :most)""";

    private static final String CANDIDATES = """
            select j.id from JobRow j
            where j.state = 'RUNNING' and j.kind in (:kinds)
            and (j.heldUntil is null or j.heldUntil <= :now or j.heldBy = :holder)
            order by j.submittedAt, j.id""";

    private static final String TAKE = """
            update JobRow set heldBy = :holder, heldUntil = :until
            where id = :id and state = 'RUNNING' and (heldUntil is null or heldUntil <= :now or heldBy = :holder)""";

    private static final String RENEW =
            "update JobRow set heldUntil = :until where id = :id and state = 'RUNNING' and heldBy = :holder";

    private static final String STEP = """
            update JobRow set heldUntil = :until, bytesRead = :bytes, linesRead = :read, linesAccepted = :accepted,
                linesUnchanged = :unchanged, refusals = :refusals, workedMillis = :worked
            where id = :id and state = 'RUNNING' and heldBy = :holder and linesRead = :before""";

    private static final String END = """
            update JobRow set state = :state, endedAt = :at, refusals = refusals + :last, heldBy = null, heldUntil = null
            where id = :id and state = 'RUNNING' and heldBy = :holder""";

    private static final String RELEASE =
            "update JobRow set heldBy = null, heldUntil = null where id = :id and heldBy = :holder";

    private static final String CANCEL = """
            update JobRow set state = 'CANCELLED', endedAt = :at, heldBy = null, heldUntil = null,
                cancelledByOrganisation = :organisation, cancelledByUser = :user
            where id = :id and state = 'RUNNING'""";

    private static final String ADD_REFUSALS = """
            insert into import_refusal (job_id, number, line, column_name, reason)
            select cast(:id as uuid), t.number, t.line, t.column_name, t.reason
            from unnest(:numbers, :lines, :columns, :reasons) as t(number, line, column_name, reason)""";

    /** By both ends of the page, since numbers have no gaps: with a limit instead, H2 would read the rest of the job for each page. */
    private static final String REFUSALS = """
            select r.line as line, r.column_name as column_name, r.reason as reason from import_refusal r
            where r.job_id = :id and r.number >= :after and r.number < :before order by r.number""";

    private final Store store;
    private final Optional<KeyRing> keys;

    /** Jobs that work on every store but those that need the ledger's keys. */
    public HibernateImportJobs(Store store) {
        this(store, Optional.empty());
    }

    /** Jobs that work on every store. */
    public HibernateImportJobs(Store store, KeyRing keys) {
        this(store, Optional.of(keys));
    }

    private HibernateImportJobs(Store store, Optional<KeyRing> keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public void begin(JobId file, Instant until) {
        asked(Patience.IMPORT, session -> session.createNativeMutationQuery(ADD_FILE)
                .setParameter("id", file.value())
                .setParameter("until", until, Instant.class)
                .executeUpdate());
    }

    @Override
    public void append(JobId file, int number, byte[] piece, Instant until) {
        asked(Patience.IMPORT, session -> {
            keep(session, file, Optional.of(until));
            return session.createNativeMutationQuery(ADD_PIECE)
                    .setParameter("id", file.value())
                    .setParameter("number", number)
                    .setParameter("bytes", piece, byte[].class)
                    .executeUpdate();
        });
    }

    @Override
    public void submit(Job job) {
        asked(Patience.IMPORT, session -> {
            keep(session, job.id(), Optional.empty());
            return session.insert(new JobRow(job));
        });
    }

    private static void keep(StatelessSession session, JobId file, Optional<Instant> until) {
        int kept = session.createNativeMutationQuery(KEEP_FILE)
                .setParameter("id", file.value())
                .setParameter("until", until.orElse(null), Instant.class)
                .executeUpdate();
        if (kept == 0) {
            throw new JobsUnavailable("a file was given up before it was there as a whole");
        }
    }

    @Override
    public void giveUp(JobId file) {
        asked(Patience.IMPORT, session -> session.createNativeMutationQuery(GIVE_UP)
                .setParameter("id", file.value())
                .executeUpdate());
    }

    @Override
    public void tidy(Instant now) {
        List<UUID> unneeded = asked(Patience.IMPORT, session -> {
            session.createNativeMutationQuery(GIVE_UP_LATE)
                    .setParameter("now", now, Instant.class)
                    .executeUpdate();
            return session.createNativeQuery("select id from import_file where not needed", UUID.class)
                    .getResultList();
        });
        unneeded.forEach(this::remove);
    }

    /** In several transactions, each of them short, since a file may have thousands of pieces. */
    private void remove(UUID file) {
        int deleted = PIECES_AT_ONCE;
        while (deleted == PIECES_AT_ONCE) {
            deleted = asked(Patience.IMPORT, session -> session.createNativeMutationQuery(DELETE_PIECES)
                    .setParameter("id", file)
                    .setParameter("most", PIECES_AT_ONCE)
                    .executeUpdate());
        }
        asked(Patience.IMPORT, session -> session.createNativeMutationQuery("delete from import_file f where f.id = :id"
                        + " and not exists (select 1 from import_piece p where p.file_id = f.id)")
                .setParameter("id", file)
                .executeUpdate());
    }

    @Override
    public Optional<byte[]> piece(JobId file, int number) {
        return asked(Patience.IMPORT, session -> session.createNativeQuery(
                        "select p.bytes as bytes from import_piece p where p.file_id = :id and p.number = :number",
                        Tuple.class)
                .addScalar("bytes", byte[].class)
                .setParameter("id", file.value())
                .setParameter("number", number)
                .uniqueResultOptional()
                .map(row -> row.get("bytes", byte[].class)));
    }

    @Override
    public Optional<Job> find(JobId id) {
        return asked(Patience.SEARCH, session -> find(session, id.value()));
    }

    private static Optional<Job> find(StatelessSession session, UUID id) {
        return Optional.ofNullable(session.get(JobRow.class, id)).map(JobRow::job);
    }

    @Override
    public List<JobRefusal> refusals(JobId id, long after, int most) {
        return asked(Patience.SEARCH, session -> session.createNativeQuery(REFUSALS, Tuple.class)
                .addScalar("line", Integer.class)
                .addScalar("column_name", String.class)
                .addScalar("reason", String.class)
                .setParameter("id", id.value())
                .setParameter("after", after)
                .setParameter("before", after + most)
                .getResultStream()
                .map(row -> new JobRefusal(
                        row.get("line", Integer.class),
                        row.get("column_name", String.class),
                        row.get("reason", String.class)))
                .toList());
    }

    @Override
    public Optional<Job> take(Lease lease, Instant now, Set<JobKind> kinds, Set<JobId> except) {
        List<UUID> candidates = asked(Patience.SEARCH, session -> session.createSelectionQuery(CANDIDATES, UUID.class)
                .setParameter("kinds", kinds.stream().map(JobKind::word).toList())
                .setParameter("now", now)
                .setParameter("holder", lease.holder().value())
                .getResultList());
        return candidates.stream()
                .filter(id -> !except.contains(new JobId(id)))
                .map(id -> asked(Patience.SEARCH, session -> take(session, id, lease, now)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Nobody else changes what is read here, from the update on to the end of the transaction. */
    private static Optional<Job> take(StatelessSession session, UUID id, Lease lease, Instant now) {
        int taken = session.createMutationQuery(TAKE)
                .setParameter("id", id)
                .setParameter("holder", lease.holder().value())
                .setParameter("until", lease.until())
                .setParameter("now", now)
                .executeUpdate();
        return taken == 1 ? find(session, id) : Optional.empty();
    }

    @Override
    public boolean renew(JobId id, Lease lease) {
        return 1
                == asked(Patience.SEARCH, session -> session.createMutationQuery(RENEW)
                        .setParameter("id", id.value())
                        .setParameter("holder", lease.holder().value())
                        .setParameter("until", lease.until())
                        .executeUpdate());
    }

    @Override
    public Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work) {
        try {
            return Optional.of(store.inTransaction(Patience.IMPORT, session -> {
                JobStep step = work.apply(new BoundStores(session, keys));
                JobProgress reached = job.progress().after(step);
                int stepped = session.createMutationQuery(STEP)
                        .setParameter("id", job.id().value())
                        .setParameter("holder", lease.holder().value())
                        .setParameter("before", job.progress().read())
                        .setParameter("until", lease.until())
                        .setParameter("bytes", reached.bytes())
                        .setParameter("read", reached.read())
                        .setParameter("accepted", reached.accepted())
                        .setParameter("unchanged", reached.unchanged())
                        .setParameter("refusals", reached.refusals())
                        .setParameter("worked", reached.worked().toMillis())
                        .executeUpdate();
                if (stepped == 0) {
                    throw new NotHeld();
                }
                addRefusals(session, job.id(), job.progress().refusals(), step.refusals());
                return job.at(reached);
            }));
        } catch (NotHeld e) {
            return Optional.empty();
        } catch (DatabaseFailure e) {
            throw e.isOfTheRows() ? new StepImpossible(e.what()) : new JobsUnavailable(e.what());
        }
    }

    private static void addRefusals(StatelessSession session, JobId id, long before, List<JobRefusal> refusals) {
        for (int from = 0; from < refusals.size(); from += REFUSALS_AT_ONCE) {
            List<JobRefusal> some = refusals.subList(from, Math.min(refusals.size(), from + REFUSALS_AT_ONCE));
            Long[] numbers = new Long[some.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = before + from + i;
            }
            session.createNativeMutationQuery(ADD_REFUSALS)
                    .setParameter("id", id.value())
                    .setParameter("numbers", numbers)
                    .setParameter("lines", some.stream().map(JobRefusal::line).toArray(Integer[]::new))
                    .setParameter(
                            "columns", some.stream().map(JobRefusal::column).toArray(String[]::new))
                    .setParameter(
                            "reasons", some.stream().map(JobRefusal::reason).toArray(String[]::new))
                    .executeUpdate();
        }
    }

    @Override
    public boolean end(JobId id, Holder holder, JobState how, Instant at, Optional<JobRefusal> last) {
        return asked(Patience.SEARCH, session -> {
            int ended = session.createMutationQuery(END)
                    .setParameter("id", id.value())
                    .setParameter("holder", holder.value())
                    .setParameter("state", JobRow.spelling(how))
                    .setParameter("at", at)
                    .setParameter("last", last.isPresent() ? 1L : 0L)
                    .executeUpdate();
            if (ended == 0) {
                return false;
            }
            Job job = find(session, id.value()).orElseThrow();
            last.ifPresent(refusal -> addRefusals(session, id, job.progress().refusals() - 1, List.of(refusal)));
            needNoLonger(session, id);
            return true;
        });
    }

    @Override
    public void release(JobId id, Holder holder) {
        asked(Patience.SEARCH, session -> session.createMutationQuery(RELEASE)
                .setParameter("id", id.value())
                .setParameter("holder", holder.value())
                .executeUpdate());
    }

    @Override
    public boolean cancel(JobId id, Officer officer, Instant at) {
        return asked(Patience.SEARCH, session -> {
            int cancelled = session.createMutationQuery(CANCEL)
                    .setParameter("id", id.value())
                    .setParameter("at", at)
                    .setParameter("organisation", officer.organisation().value())
                    .setParameter("user", officer.user().value())
                    .executeUpdate();
            if (cancelled == 1) {
                needNoLonger(session, id);
            }
            return cancelled == 1;
        });
    }

    private static void needNoLonger(StatelessSession session, JobId id) {
        session.createNativeMutationQuery(NEED_NO_LONGER)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    @Override
    public Running running(Instant now) {
        return asked(Patience.SEARCH, session -> {
            List<Boolean> held = session.createSelectionQuery(
                            "select j.heldUntil from JobRow j where j.state = 'RUNNING'", Instant.class)
                    .getResultStream()
                    .map(until -> until != null && until.isAfter(now))
                    .toList();
            long some = held.stream().filter(each -> each).count();
            return new Running(some, held.size() - some);
        });
    }

    private <T> T asked(Patience patience, Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(patience, work);
        } catch (DatabaseFailure e) {
            throw new JobsUnavailable(e.what());
        }
    }

    /** The stores that jobs work on, each bound to one transaction. */
    private record BoundStores(StatelessSession session, Optional<KeyRing> keys) implements Stores {

        @Override
        public <S> S of(Class<S> port) {
            if (port == CertificateStore.class) {
                return port.cast(HibernateCertificateStore.within(session));
            }
            if (port == CovidExemptionStore.class) {
                return port.cast(HibernateCovidExemptions.within(session));
            }
            if (port == ClaimStore.class && keys.isPresent()) {
                return port.cast(HibernateClaims.within(session, keys.get()));
            }
            throw new IllegalArgumentException("jobs do not work on " + port.getName());
        }
    }

    /** Takes a step back that somebody else was to do, or nobody. */
    private static final class NotHeld extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
