package uk.nhs.rtec.persistence.register;

import java.time.LocalDate;
import java.util.List;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Store;

/** The register looked into: the database finds the candidates, the domain's rule says which are the person's. */
public final class HibernateExemptionRegister implements ExemptionRegister {

    /** Nobody at a counter waits longer. */
    private static final int SECONDS = 1;

    private static final String BY_NUMBER =
            "from PersonRow p join fetch p.certificate where p.nhsNumber in (:numbers) and p.dateOfBirth = :dateOfBirth";

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
                    store.inTransaction(SECONDS, session -> certificatesOf(session, person)).stream()
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
        return session.createSelectionQuery(BY_NUMBER, PersonRow.class)
                .setParameterList(
                        "numbers",
                        person.nhsNumbers().stream().map(NhsNumber::inTheClear).toList())
                .setParameter("dateOfBirth", person.dateOfBirth().inTheClear())
                .getResultStream()
                .map(PersonRow::entry)
                .toList();
    }

    private static List<RegisterEntry> byDetails(StatelessSession session, SoughtPerson person) {
        if (person.surname().isEmpty() || person.postcode().isEmpty()) {
            return List.of();
        }
        return session.createSelectionQuery(BY_DETAILS, PersonRow.class)
                .setParameter("surname", person.surname().get().normalised())
                .setParameter("dateOfBirth", person.dateOfBirth().inTheClear())
                .setParameter("postcode", person.postcode().get().normalised())
                .getResultStream()
                .map(PersonRow::entry)
                .toList();
    }
}
