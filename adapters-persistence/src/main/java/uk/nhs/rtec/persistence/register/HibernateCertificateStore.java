package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.RegisterUnavailable;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** The register taken in, a list at a time: four statements however long the list is, and of what several nodes bring one copy stays. */
public final class HibernateCertificateStore implements CertificateStore {

    /** In one order on every node, so that two that bring the same never wait for each other in a circle; as are the people. */
    private static final String ADD_CERTIFICATES = """
            insert into certificate (number, category_code, valid_from, valid_to,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)
            select t.number, t.category_code, t.valid_from, t.valid_to, cast(:at as timestamp(6) with time zone), cast(:organisation as varchar(10)), cast(:user as varchar(20))
            from unnest(:numbers, :categories, :firstDays, :lastDays) as t(number, category_code, valid_from, valid_to)
            order by t.number
            on conflict do nothing""";

    /** Joined, where "= any" would do on PostgreSQL: H2 reads the whole table for that. */
    private static final String CERTIFICATES = """
            select c.number, c.category_code, c.valid_from, c.valid_to
            from unnest(:numbers) as t(number) join certificate c on c.number = t.number""";

    private static final String ADD_PEOPLE = """
            insert into certificate_person (id, certificate_number, relationship, nhs_number, surname, forename,
                date_of_birth, postcode, surname_key, postcode_key,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)
            select t.id, t.certificate_number, t.relationship, t.nhs_number, t.surname, t.forename,
                t.date_of_birth, t.postcode, t.surname_key, t.postcode_key,
                cast(:at as timestamp(6) with time zone), cast(:organisation as varchar(10)), cast(:user as varchar(20))
            from unnest(:ids, :certificates, :relationships, :nhsNumbers, :surnames, :forenames,
                :datesOfBirth, :postcodes, :surnameKeys, :postcodeKeys)
                as t(id, certificate_number, relationship, nhs_number, surname, forename,
                    date_of_birth, postcode, surname_key, postcode_key)
            order by t.certificate_number, t.relationship, t.nhs_number, t.surname, t.forename,
                t.date_of_birth, t.postcode
            on conflict do nothing""";

    /** Of two nodes that bring one person at once, the one whose id is there added them. */
    private static final String ADDED =
            "select p.id from unnest(:ids) as t(id) join certificate_person p on p.id = t.id";

    private final Store store;

    public HibernateCertificateStore(Store store) {
        this.store = store;
    }

    /** The register as one transaction sees it, which a failure ends as it comes. */
    public static CertificateStore within(StatelessSession session) {
        return (entries, by) -> entries.isEmpty() ? List.of() : add(session, entries, by);
    }

    @Override
    public List<Taken> add(List<RegisterEntry> entries, Authorship by) {
        if (entries.isEmpty()) {
            return List.of();
        }
        try {
            return store.inTransaction(Patience.IMPORT, session -> add(session, entries, by));
        } catch (DatabaseFailure e) {
            throw new RegisterUnavailable(e.what());
        }
    }

    private static List<Taken> add(StatelessSession session, List<RegisterEntry> entries, Authorship by) {
        Map<CertificateNumber, ExemptionCertificate> certificates = certificatesOnRecord(session, entries, by);
        Map<RegisterEntry, UUID> agreeing = new LinkedHashMap<>();
        for (RegisterEntry entry : entries) {
            if (conflict(certificates, entry).isEmpty()) {
                agreeing.computeIfAbsent(entry, anew -> UUID.randomUUID());
            }
        }
        Set<RegisterEntry> added = addPeople(session, agreeing, by);
        List<Taken> taken = new ArrayList<>(entries.size());
        for (RegisterEntry entry : entries) {
            // Taken out: the same entry once more in this list is unchanged.
            taken.add(
                    conflict(certificates, entry).orElseGet(() -> added.remove(entry) ? Taken.ADDED : Taken.UNCHANGED));
        }
        return taken;
    }

    private static Optional<Taken> conflict(
            Map<CertificateNumber, ExemptionCertificate> certificates, RegisterEntry entry) {
        ExemptionCertificate stated = entry.certificate();
        ExemptionCertificate onRecord = certificates.get(stated.number());
        if (onRecord == null) {
            throw new IllegalStateException("a certificate that was just added is not there");
        }
        if (onRecord.category() != stated.category()) {
            return Optional.of(Taken.OTHER_CATEGORY);
        }
        if (!onRecord.validity().from().equals(stated.validity().from())) {
            return Optional.of(Taken.OTHER_FIRST_DAY);
        }
        return onRecord.validity().to().equals(stated.validity().to())
                ? Optional.empty()
                : Optional.of(Taken.OTHER_LAST_DAY);
    }

    /** What the register says of each certificate, once the ones it did not have are in it: the first entry of the list speaks for them. */
    private static Map<CertificateNumber, ExemptionCertificate> certificatesOnRecord(
            StatelessSession session, List<RegisterEntry> entries, Authorship by) {
        Collection<ExemptionCertificate> stated = entries.stream()
                .map(RegisterEntry::certificate)
                .collect(Collectors.toMap(
                        ExemptionCertificate::number, Function.identity(), (first, later) -> first, LinkedHashMap::new))
                .values();
        @Nullable
        String[] numbers = texts(stated, certificate -> certificate.number().value());
        signed(session.createNativeMutationQuery(ADD_CERTIFICATES), by)
                .setParameter("numbers", numbers)
                .setParameter(
                        "categories",
                        texts(stated, certificate -> certificate.category().code()))
                .setParameter(
                        "firstDays",
                        days(stated, certificate -> certificate.validity().from()))
                .setParameter(
                        "lastDays",
                        days(stated, certificate -> certificate.validity().to()))
                .executeUpdate();
        return session.createNativeQuery(CERTIFICATES, Tuple.class)
                .addScalar("number", String.class)
                .addScalar("category_code", String.class)
                .addScalar("valid_from", LocalDate.class)
                .addScalar("valid_to", LocalDate.class)
                .setParameter("numbers", numbers)
                .getResultStream()
                .map(HibernateCertificateStore::printed)
                .collect(Collectors.toMap(ExemptionCertificate::number, Function.identity()));
    }

    /** What is printed on a certificate; whether it is revoked does not matter here. */
    private static ExemptionCertificate printed(Tuple row) {
        return new ExemptionCertificate(
                new CertificateNumber(row.get("number", String.class)),
                CertificateRow.category(row.get("category_code", String.class)),
                new Validity(row.get("valid_from", LocalDate.class), row.get("valid_to", LocalDate.class)));
    }

    private static MutationQuery signed(MutationQuery statement, Authorship by) {
        return statement
                .setParameter("at", by.at())
                .setParameter("organisation", by.officer().organisation().value())
                .setParameter("user", by.officer().user().value());
    }

    /** The entries whose people were not in the register before. */
    private static Set<RegisterEntry> addPeople(
            StatelessSession session, Map<RegisterEntry, UUID> entries, Authorship by) {
        if (entries.isEmpty()) {
            return new HashSet<>();
        }
        List<NamedPerson> people =
                entries.keySet().stream().map(RegisterEntry::person).toList();
        UUID[] ids = entries.values().toArray(UUID[]::new);
        signed(session.createNativeMutationQuery(ADD_PEOPLE), by)
                .setParameter("ids", ids)
                .setParameter("certificates", texts(entries.keySet(), entry -> entry.certificate()
                        .number()
                        .value()))
                .setParameter("relationships", texts(people, person -> person.relationship()
                        .code()))
                .setParameter("nhsNumbers", texts(people, person -> person.nhsNumber()
                        .map(NhsNumber::inTheClear)
                        .orElse(null)))
                .setParameter(
                        "surnames", texts(people, person -> person.surname().inTheClear()))
                .setParameter("forenames", texts(people, person -> person.forename()
                        .map(Forename::inTheClear)
                        .orElse(null)))
                .setParameter("datesOfBirth", days(people, person -> person.dateOfBirth()
                        .inTheClear()))
                .setParameter(
                        "postcodes", texts(people, person -> person.postcode().inTheClear()))
                .setParameter(
                        "surnameKeys", texts(people, person -> person.surname().normalised()))
                .setParameter("postcodeKeys", texts(people, person -> person.postcode()
                        .normalised()))
                .executeUpdate();
        Set<UUID> added = Set.copyOf(session.createNativeQuery(ADDED, UUID.class)
                .setParameter("ids", ids)
                .getResultList());
        Set<RegisterEntry> addedEntries = new HashSet<>();
        entries.forEach((entry, id) -> {
            if (added.contains(id)) {
                addedEntries.add(entry);
            }
        });
        return addedEntries;
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> LocalDate[] days(Collection<T> rows, Function<T, LocalDate> column) {
        return rows.stream().map(column).toArray(LocalDate[]::new);
    }
}
