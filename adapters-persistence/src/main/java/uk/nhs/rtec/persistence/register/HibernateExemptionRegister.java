package uk.nhs.rtec.persistence.register;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** The register looked into: the database finds the candidates, the domain's rule says which are the person's. */
public final class HibernateExemptionRegister implements ExemptionRegister {

    /** A question of its own, which few rows can answer: within the next one it would mislead the database on its way to them. */
    private static final String SUPERSEDED = """
            select f.key.nhsNumber from FindingRow f
            where f.survivingNumber in (:numbers) and f.survivingNumber <> f.key.nhsNumber""";

    private static final String BY_NUMBER = "from PersonRow p join fetch p.certificate where p.nhsNumber in (:numbers)";

    private static final String BY_DETAILS = """
            from PersonRow p join fetch p.certificate where p.nhsNumber is null
            and p.surnameKey = :surname and p.dateOfBirth = :dateOfBirth and p.postcodeKey = :postcode""";

    private final Store store;

    public HibernateExemptionRegister(Store store) {
        this.store = store;
    }

    @Override
    public CertificateSearch certificatesOf(SoughtPerson person, LocalDate day) {
        try {
            return CertificateSearch.answered(
                    store.inTransaction(Patience.CHECK, session -> certificatesOf(session, person)).stream()
                            .filter(certificate -> certificate.validity().covers(day))
                            .toList());
        } catch (DatabaseFailure e) {
            return CertificateSearch.silent(e.silence());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A row that is no register entry: someone else wrote it, and it may not be taken for "nothing on record".
            return CertificateSearch.silent(Silence.UNREADABLE);
        }
    }

    /** Whoever is known by number is not looked for by details. */
    private static List<ExemptionCertificate> certificatesOf(StatelessSession session, SoughtPerson person) {
        List<ExemptionCertificate> known = person.certificatesAmong(byNumber(session, person));
        return known.isEmpty() ? person.certificatesAmong(byDetails(session, person)) : known;
    }

    private static List<RegisterEntry> byNumber(StatelessSession session, SoughtPerson person) {
        return entries(
                session,
                session.createSelectionQuery(BY_NUMBER, PersonRow.class)
                        .setParameterList("numbers", registered(session, person))
                        .getResultList());
    }

    /** The numbers under which the register may have somebody: theirs, and those that were superseded by one of theirs. */
    private static Set<String> registered(StatelessSession session, SoughtPerson person) {
        Set<String> numbers =
                person.nhsNumbers().stream().map(NhsNumber::inTheClear).collect(Collectors.toSet());
        List<String> superseded = session.createSelectionQuery(SUPERSEDED, String.class)
                .setParameterList("numbers", numbers)
                .getResultList();
        Set<String> all = new HashSet<>(numbers);
        all.addAll(superseded);
        return all;
    }

    private static List<RegisterEntry> byDetails(StatelessSession session, SoughtPerson person) {
        if (person.surname().isEmpty() || person.postcode().isEmpty()) {
            return List.of();
        }
        return entries(
                session,
                session.createSelectionQuery(BY_DETAILS, PersonRow.class)
                        .setParameter("surname", person.surname().get().normalised())
                        .setParameter("dateOfBirth", person.dateOfBirth().inTheClear())
                        .setParameter("postcode", person.postcode().get().normalised())
                        .getResultList());
    }

    private static List<RegisterEntry> entries(StatelessSession session, List<PersonRow> people) {
        FoundBeside found = FoundBeside.certificates(
                session,
                people.stream()
                        .map(person -> person.certificate.number)
                        .distinct()
                        .toList());
        return people.stream().map(found::beside).toList();
    }
}
