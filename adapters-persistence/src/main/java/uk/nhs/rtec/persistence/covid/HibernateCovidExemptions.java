package uk.nhs.rtec.persistence.covid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.covid.CovidChange;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.CovidFindings;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.Standing;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Transactions;

/** The register's COVID-19 exemptions: rows are only ever added, and the domain's rules say how a record stands. */
public final class HibernateCovidExemptions implements CovidExemptionStore, CovidExemptionSource {

    private static final String ADD_RECORD = """
            insert into covid_exemption (record_id, nhs_number, name, birth_date, status, period_start, period_end)
            values (:id, :number, :name, :birthDate, :status, :start, :end) on conflict do nothing""";

    private static final String ADD_CHANGE = """
            insert into covid_exemption_change
                (record_id, change_number, standing, reason, changed_at, ods_code, user_id)
            values (:id, :number, :standing, :reason, :at, :odsCode, :userId) on conflict do nothing""";

    private static final String WITH_LAST_CHANGE = """
            select e, c from ExemptionRow e left join ChangeRow c on c.key.recordId = e.recordId
            and c.key.number = (select max(l.key.number) from ChangeRow l where l.key.recordId = e.recordId)
            where\s""";

    private static final String BY_ID = WITH_LAST_CHANGE + "e.recordId = :id";
    private static final String BY_NUMBER = WITH_LAST_CHANGE + "e.nhsNumber = :number order by e.recordId";
    private static final String PENDING = WITH_LAST_CHANGE + """
            not exists (select 1 from ChangeRow a where a.key.recordId = e.recordId)
            and e.recordId > :after order by e.recordId""";
    private static final String UNVERIFIED =
            WITH_LAST_CHANGE + "c.standing = 'UNVERIFIED' and e.recordId > :after order by e.recordId";

    private final Transactions transactions;

    public HibernateCovidExemptions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The records as one transaction sees them, which a failure ends as it comes. */
    public static CovidExemptionStore within(StatelessSession session) {
        return new HibernateCovidExemptions(Transactions.within(session));
    }

    @Override
    public CovidFindings currentOf(NhsNumber number, Asking asking, Instant moment) {
        try {
            return new CovidFindings.Held(transactions
                    .inTransaction(
                            Patience.CHECK,
                            session -> held(query(session, BY_NUMBER).setParameter("number", number.inTheClear())))
                    .stream()
                    .filter(held -> held.isAnsweredAt(moment))
                    .map(HeldExemption::captured)
                    .toList());
        } catch (DatabaseFailure e) {
            return new CovidFindings.NoAnswer(e.silence());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A row that is no record: someone else wrote it, and it may not be taken for "nothing on record".
            return new CovidFindings.NoAnswer(Silence.UNREADABLE);
        }
    }

    @Override
    public List<Taken> add(List<CovidExemption> exemptions) {
        return exemptions.isEmpty() ? List.of() : asked(Patience.IMPORT, session -> add(session, exemptions));
    }

    /** In one order on every node, so that two that bring the same never wait for each other in a circle. */
    private static List<Taken> add(StatelessSession session, List<CovidExemption> exemptions) {
        List<Taken> taken = new ArrayList<>(
                exemptions.stream().map(exemption -> Taken.OTHER_RECORD).toList());
        IntStream.range(0, exemptions.size())
                .boxed()
                .sorted(Comparator.comparing(place -> exemptions.get(place).id().value()))
                .forEach(place -> taken.set(place, add(session, exemptions.get(place))));
        return taken;
    }

    private static Taken add(StatelessSession session, CovidExemption exemption) {
        int added = session.createNativeMutationQuery(ADD_RECORD)
                .setParameter("id", exemption.id().value())
                .setParameter("number", exemption.nhsNumber().inTheClear())
                .setParameter("name", exemption.name().inTheClear())
                .setParameter("birthDate", exemption.birthDate().inTheClear())
                .setParameter("status", exemption.status().code())
                .setParameter("start", exemption.period().start(), Instant.class)
                .setParameter("end", exemption.period().end().orElse(null), Instant.class)
                .executeUpdate();
        if (added == 1) {
            return Taken.ADDED;
        }
        return find(session, exemption.id())
                        .filter(held -> held.captured().equals(exemption))
                        .isPresent()
                ? Taken.UNCHANGED
                : Taken.OTHER_RECORD;
    }

    @Override
    public Optional<HeldExemption> find(CovidRecordId id) {
        return asked(Patience.SEARCH, session -> find(session, id));
    }

    private static Optional<HeldExemption> find(StatelessSession session, CovidRecordId id) {
        return held(query(session, BY_ID).setParameter("id", id.value())).stream()
                .findFirst();
    }

    @Override
    public List<HeldExemption> pending(Optional<CovidRecordId> after, int most) {
        return page(PENDING, after, most);
    }

    @Override
    public List<HeldExemption> unverified(Optional<CovidRecordId> after, int most) {
        return page(UNVERIFIED, after, most);
    }

    private List<HeldExemption> page(String query, Optional<CovidRecordId> after, int most) {
        return asked(
                Patience.SEARCH,
                session -> held(query(session, query)
                        .setParameter("after", after.map(CovidRecordId::value).orElse(""))
                        .setMaxResults(most)));
    }

    @Override
    public boolean keep(CovidChange change) {
        HeldExemption changed = change.changed();
        int kept = asked(Patience.SEARCH, session -> session.createNativeMutationQuery(ADD_CHANGE)
                .setParameter("id", changed.captured().id().value())
                .setParameter("number", changed.changes())
                .setParameter("standing", StandingWords.standing(changed.standing()))
                .setParameter("reason", StandingWords.reason(changed.standing()).orElse(null), String.class)
                .setParameter("at", change.at(), Instant.class)
                .setParameter(
                        "odsCode",
                        change.by()
                                .map(Officer::organisation)
                                .map(code -> code.value())
                                .orElse(null),
                        String.class)
                .setParameter(
                        "userId",
                        change.by().map(Officer::user).map(user -> user.value()).orElse(null),
                        String.class)
                .executeUpdate());
        return kept == 1;
    }

    private <T> T asked(Patience patience, Function<StatelessSession, T> work) {
        try {
            return transactions.inTransaction(patience, work);
        } catch (DatabaseFailure e) {
            throw new CovidRecordsUnavailable(e.what());
        }
    }

    private static SelectionQuery<Object[]> query(StatelessSession session, String query) {
        return session.createSelectionQuery(query, Object[].class);
    }

    private static List<HeldExemption> held(SelectionQuery<Object[]> query) {
        return query.getResultStream().map(HibernateCovidExemptions::held).toList();
    }

    private static HeldExemption held(Object[] row) {
        CovidExemption captured = ((ExemptionRow) row[0]).exemption();
        return row[1] instanceof ChangeRow change
                ? new HeldExemption(captured, change.key.number, change.standing())
                : new HeldExemption(captured, 0, new Standing.Pending());
    }
}
