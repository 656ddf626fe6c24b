package uk.nhs.rtec.persistence.register;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.event.EventsUnavailable;
import uk.nhs.rtec.application.event.FindingStore;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** Findings beside the register, in rows that are only ever added. */
public final class HibernateFindings implements FindingStore {

    private static final String OF_NUMBER = "from FindingRow f where f.key.nhsNumber = :number order by f.key.place";

    private static final String ADD = """
            insert into register_finding (nhs_number, place, found_at, surviving_number, date_of_birth, postcode,
                surname, forename, deceased, restricted, prompted_by)
            values (:number, :place, :at, :surviving, :dateOfBirth, :postcode,
                :surname, :forename, :deceased, :restricted, :promptedBy)
            on conflict do nothing""";

    private final Store store;

    public HibernateFindings(Store store) {
        this.store = store;
    }

    @Override
    public Findings of(NhsNumber registered) {
        return asked(session -> new Findings(session.createSelectionQuery(OF_NUMBER, FindingRow.class)
                .setParameter("number", registered.inTheClear())
                .getResultStream()
                .map(FindingRow::finding)
                .toList()));
    }

    @Override
    public boolean add(Finding finding) {
        return asked(session -> add(session, finding));
    }

    /** Adds it in this transaction; false when another one stands in its place. */
    public static boolean add(StatelessSession session, Finding finding) {
        PatientRecord said = finding.said();
        return session.createNativeMutationQuery(ADD)
                        .setParameter("number", finding.registered().inTheClear())
                        .setParameter("place", finding.place())
                        .setParameter("at", finding.at())
                        .setParameter("surviving", said.nhsNumber().inTheClear())
                        .setParameter(
                                "dateOfBirth",
                                said.dateOfBirth().map(DateOfBirth::inTheClear).orElse(null),
                                LocalDate.class)
                        .setParameter("postcode", text(said.postcode(), Postcode::inTheClear), String.class)
                        .setParameter("surname", text(said.surname(), Surname::inTheClear), String.class)
                        .setParameter("forename", text(said.forename(), Forename::inTheClear), String.class)
                        .setParameter("deceased", finding.isOfDeath())
                        .setParameter("restricted", finding.isRestricted())
                        .setParameter("promptedBy", text(finding.promptedBy(), EventId::value), String.class)
                        .executeUpdate()
                == 1;
    }

    private static <T> @Nullable String text(Optional<T> detail, Function<T, String> spelling) {
        return detail.map(spelling).orElse(null);
    }

    private <T> T asked(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.IMPORT, work);
        } catch (DatabaseFailure e) {
            throw new EventsUnavailable(e.what());
        }
    }
}
