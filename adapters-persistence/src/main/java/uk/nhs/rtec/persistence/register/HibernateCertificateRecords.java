package uk.nhs.rtec.persistence.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.application.register.CertificatePage;
import uk.nhs.rtec.application.register.CertificateQuery;
import uk.nhs.rtec.application.register.CertificateRecord;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.RegisterUnavailable;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** The history of a certificate as its rows tell it: each says who added it and when, and none is ever changed. */
public final class HibernateCertificateRecords implements CertificateRecords {

    private static final String CERTIFICATES = "from CertificateRow c where c.number in (:numbers) order by c.number";

    private static final String PEOPLE = """
            from PersonRow p join fetch p.certificate where p.certificate.number in (:numbers)
            order by p.dateOfBirth, p.surname, p.forename, p.id""";

    /** Of several that revoke at once the first stands. */
    private static final String REVOKE = """
            insert into certificate_revocation (certificate_number, revoked_from, reason,
                revoked_at, revoked_by_organisation, revoked_by_user)
            values (:number, :from, :reason, :at, :organisation, :user)
            on conflict do nothing""";

    private final Store store;

    public HibernateCertificateRecords(Store store) {
        this.store = store;
    }

    @Override
    public Optional<CertificateRecord> certificate(CertificateNumber number) {
        return asked(
                session -> records(session, List.of(number.value())).stream().findFirst());
    }

    @Override
    public CertificatePage find(CertificateQuery query) {
        return asked(session -> {
            List<String> numbers = numbers(session, query);
            boolean more = numbers.size() > CertificatePage.LARGEST;
            List<String> page = more ? numbers.subList(0, CertificatePage.LARGEST) : numbers;
            return new CertificatePage(records(session, page), more);
        });
    }

    @Override
    public Revoked revoke(CertificateNumber number, Revocation revocation, Authorship by) {
        return asked(session -> {
            if (row(session, number).isEmpty()) {
                return Revoked.UNKNOWN;
            }
            if (added(session, number, revocation, by)) {
                return Revoked.REVOKED;
            }
            return row(session, number).orElseThrow().certificate().revocation().equals(Optional.of(revocation))
                    ? Revoked.UNCHANGED
                    : Revoked.REVOKED_OTHERWISE;
        });
    }

    private <T> T asked(Function<StatelessSession, T> question) {
        try {
            return store.inTransaction(Patience.SEARCH, question);
        } catch (DatabaseFailure e) {
            throw new RegisterUnavailable(e.what());
        }
    }

    private static Optional<CertificateRow> row(StatelessSession session, CertificateNumber number) {
        return rows(session, List.of(number.value())).findFirst();
    }

    private static boolean added(
            StatelessSession session, CertificateNumber number, Revocation revocation, Authorship by) {
        return session.createNativeMutationQuery(REVOKE)
                        .setParameter("number", number.value())
                        .setParameter("from", revocation.from())
                        .setParameter("reason", revocation.reason())
                        .setParameter("at", by.at())
                        .setParameter(
                                "organisation", by.officer().organisation().value())
                        .setParameter("user", by.officer().user().value())
                        .executeUpdate()
                == 1;
    }

    private static Stream<CertificateRow> rows(StatelessSession session, List<String> numbers) {
        return session.createSelectionQuery(CERTIFICATES, CertificateRow.class)
                .setParameterList("numbers", numbers)
                .getResultStream();
    }

    private static List<CertificateRecord> records(StatelessSession session, List<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<String, List<PersonRow>> people = session.createSelectionQuery(PEOPLE, PersonRow.class)
                .setParameterList("numbers", numbers)
                .getResultStream()
                .collect(Collectors.groupingBy(person -> person.certificate.number));
        FoundBeside found = FoundBeside.certificates(session, numbers);
        return rows(session, numbers)
                .map(certificate -> record(certificate, people.getOrDefault(certificate.number, List.of()), found))
                .toList();
    }

    private static CertificateRecord record(CertificateRow certificate, List<PersonRow> people, FoundBeside found) {
        List<CertificateChange> history = new ArrayList<>();
        history.add(certificate.registered());
        people.stream().map(PersonRow::added).forEach(history::add);
        certificate.revoked().ifPresent(history::add);
        people.stream()
                .map(person -> person.nhsNumber)
                .distinct()
                .flatMap(number -> found.of(number).oldestFirst().stream())
                .map(CertificateChange::found)
                .forEach(history::add);
        return new CertificateRecord(found.beside(certificate), history);
    }

    /** The numbers of the certificates that meet the query, one more than a page holds if there are so many. */
    private static List<String> numbers(StatelessSession session, CertificateQuery query) {
        if (!query.namesSomebody()) {
            return query.number().map(CertificateNumber::value).stream().toList();
        }
        List<String> conditions = new ArrayList<>();
        query.number().ifPresent(given -> conditions.add("p.certificate.number = :number"));
        query.nhsNumber().ifPresent(given -> conditions.add("p.nhsNumber = :nhsNumber"));
        query.surname().ifPresent(given -> conditions.add("p.surnameKey = :surname"));
        query.dateOfBirth().ifPresent(given -> conditions.add("p.dateOfBirth = :dateOfBirth"));
        query.postcode().ifPresent(given -> conditions.add("p.postcodeKey = :postcode"));
        SelectionQuery<String> numbers = session.createSelectionQuery(
                        "select distinct p.certificate.number from PersonRow p where "
                                + String.join(" and ", conditions) + " order by p.certificate.number",
                        String.class)
                .setMaxResults(CertificatePage.LARGEST + 1);
        query.number().ifPresent(given -> numbers.setParameter("number", given.value()));
        query.nhsNumber().ifPresent(given -> numbers.setParameter("nhsNumber", given.inTheClear()));
        query.surname().ifPresent(given -> numbers.setParameter("surname", given.normalised()));
        query.dateOfBirth().ifPresent(given -> numbers.setParameter("dateOfBirth", given.inTheClear()));
        query.postcode().ifPresent(given -> numbers.setParameter("postcode", given.normalised()));
        return numbers.getResultList();
    }
}
