package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import uk.nhs.rtec.persistence.TimeOrderedIds;

/**
 * The register taken in, a list at a time: a handful of statements however long the list is, and of what several nodes bring one copy
 * stays. Certificates that are new are copied in with their people where the database can do that; only what is on record already, or is
 * brought by two at once, is compared by it row by row.
 */
public final class HibernateCertificateStore implements CertificateStore {

    /** Joined, where "= any" would do on PostgreSQL: H2 reads the whole table for that. */
    private static final String CERTIFICATES = """
            select c.number, c.category_code, c.valid_from, c.valid_to
            from unnest(:numbers) as t(number) join certificate c on c.number = t.number""";

    /** In the order of the list, which is the same on every node: two that bring the same never wait for each other in a circle. */
    private static final String ADD_CERTIFICATES = """
            insert into certificate (number, category_code, valid_from, valid_to,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)
            select t.number, t.category_code, t.valid_from, t.valid_to, cast(:at as timestamp(6) with time zone), cast(:organisation as varchar(10)), cast(:user as varchar(20))
            from unnest(:numbers, :categories, :firstDays, :lastDays) with ordinality
                as t(number, category_code, valid_from, valid_to, place)
            order by t.place
            on conflict do nothing""";

    private static final String ADD_PEOPLE = """
            insert into certificate_person (id, certificate_number, relationship, nhs_number, surname, forename,
                date_of_birth, postcode, surname_key, postcode_key,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)
            select t.id, t.certificate_number, t.relationship, t.nhs_number, t.surname, t.forename,
                t.date_of_birth, t.postcode, t.surname_key, t.postcode_key,
                cast(:at as timestamp(6) with time zone), cast(:organisation as varchar(10)), cast(:user as varchar(20))
            from unnest(:ids, :certificates, :relationships, :nhsNumbers, :surnames, :forenames,
                :datesOfBirth, :postcodes, :surnameKeys, :postcodeKeys) with ordinality
                as t(id, certificate_number, relationship, nhs_number, surname, forename,
                    date_of_birth, postcode, surname_key, postcode_key, place)
            order by t.place
            on conflict do nothing""";

    /** Of two nodes that bring one person at once, the one whose id is there added them. */
    private static final String ADDED =
            "select p.id from unnest(:ids) as t(id) join certificate_person p on p.id = t.id";

    /** The order in which every node adds, whatever the order of its list and the language of its database. */
    private static final Comparator<ExemptionCertificate> BY_NUMBER =
            Comparator.comparing(ExemptionCertificate::number);

    private static final Comparator<RegisterEntry> BY_NUMBER_AND_PERSON = Comparator.comparing(
                    RegisterEntry::certificate, BY_NUMBER)
            .thenComparing(
                    RegisterEntry::person,
                    Comparator.comparing(NamedPerson::relationship)
                            .thenComparing(person -> text(person.nhsNumber(), NhsNumber::inTheClear))
                            .thenComparing(person -> person.surname().inTheClear())
                            .thenComparing(person -> text(person.forename(), Forename::inTheClear))
                            .thenComparing(person -> person.dateOfBirth().inTheClear())
                            .thenComparing(person -> person.postcode().inTheClear()));

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
        try {
            return store.inTransaction(Patience.IMPORT, session -> add(session, entries, by));
        } catch (DatabaseFailure e) {
            throw new RegisterUnavailable(e.what());
        }
    }

    /** The same in a transaction of the caller's, who must not go on with it when this throws. */
    static List<Taken> add(StatelessSession session, List<RegisterEntry> entries, Authorship by) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<CertificateNumber, ExemptionCertificate> stated = stated(entries);
        Map<CertificateNumber, ExemptionCertificate> certificates = onRecord(session, stated.keySet());
        Map<CertificateNumber, ExemptionCertificate> missing = new HashMap<>(stated);
        missing.keySet().removeAll(certificates.keySet());
        List<RegisterEntry> newcomers = agreeing(missing, entries);
        Set<RegisterEntry> added = new HashSet<>();
        if (copied(session, missing, newcomers, by)) {
            added.addAll(newcomers);
            added.addAll(addPeople(session, agreeing(certificates, entries), by));
            certificates.putAll(missing);
        } else {
            addCertificates(session, missing, by);
            certificates.putAll(onRecord(session, missing.keySet()));
            added.addAll(addPeople(session, agreeing(certificates, entries), by));
        }
        List<Taken> taken = new ArrayList<>(entries.size());
        for (RegisterEntry entry : entries) {
            // Taken out: the same entry once more in this list is unchanged.
            taken.add(
                    conflict(certificates, entry).orElseGet(() -> added.remove(entry) ? Taken.ADDED : Taken.UNCHANGED));
        }
        return taken;
    }

    /** Each certificate as the first entry of the list has it, which speaks for it unless the register does. */
    private static Map<CertificateNumber, ExemptionCertificate> stated(List<RegisterEntry> entries) {
        Map<CertificateNumber, ExemptionCertificate> stated = new HashMap<>();
        entries.forEach(entry -> stated.putIfAbsent(entry.certificate().number(), entry.certificate()));
        return stated;
    }

    /** The entries on one of these certificates that say of it what it says, each once. */
    private static List<RegisterEntry> agreeing(
            Map<CertificateNumber, ExemptionCertificate> certificates, List<RegisterEntry> entries) {
        Set<RegisterEntry> agreeing = new HashSet<>();
        for (RegisterEntry entry : entries) {
            if (certificates.containsKey(entry.certificate().number())
                    && conflict(certificates, entry).isEmpty()) {
                agreeing.add(entry);
            }
        }
        return agreeing.stream().sorted(BY_NUMBER_AND_PERSON).toList();
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

    /** What the register says of those certificates that it has. */
    private static Map<CertificateNumber, ExemptionCertificate> onRecord(
            StatelessSession session, Set<CertificateNumber> numbers) {
        return session.createNativeQuery(CERTIFICATES, Tuple.class)
                .addScalar("number", String.class)
                .addScalar("category_code", String.class)
                .addScalar("valid_from", LocalDate.class)
                .addScalar("valid_to", LocalDate.class)
                .setParameter(
                        "numbers",
                        numbers.stream().sorted().map(CertificateNumber::value).toArray(String[]::new))
                .getResultStream()
                .map(HibernateCertificateStore::printed)
                .collect(Collectors.toMap(
                        ExemptionCertificate::number, Function.identity(), (one, same) -> one, HashMap::new));
    }

    /** What is printed on a certificate; whether it is revoked does not matter here. */
    private static ExemptionCertificate printed(Tuple row) {
        return new ExemptionCertificate(
                new CertificateNumber(row.get("number", String.class)),
                CertificateRow.category(row.get("category_code", String.class)),
                new Validity(row.get("valid_from", LocalDate.class), row.get("valid_to", LocalDate.class)));
    }

    private static boolean copied(
            StatelessSession session,
            Map<CertificateNumber, ExemptionCertificate> missing,
            List<RegisterEntry> people,
            Authorship by) {
        return !missing.isEmpty()
                && CertificateCopy.isPossibleIn(session)
                && CertificateCopy.added(session, inOrder(missing), people, by);
    }

    private static List<ExemptionCertificate> inOrder(Map<CertificateNumber, ExemptionCertificate> certificates) {
        return certificates.values().stream().sorted(BY_NUMBER).toList();
    }

    private static void addCertificates(
            StatelessSession session, Map<CertificateNumber, ExemptionCertificate> missing, Authorship by) {
        if (missing.isEmpty()) {
            return;
        }
        List<ExemptionCertificate> certificates = inOrder(missing);
        signed(session.createNativeMutationQuery(ADD_CERTIFICATES), by)
                .setParameter(
                        "numbers",
                        texts(certificates, certificate -> certificate.number().value()))
                .setParameter("categories", texts(certificates, certificate -> certificate
                        .category()
                        .code()))
                .setParameter(
                        "firstDays",
                        days(certificates, certificate -> certificate.validity().from()))
                .setParameter(
                        "lastDays",
                        days(certificates, certificate -> certificate.validity().to()))
                .executeUpdate();
    }

    private static MutationQuery signed(MutationQuery statement, Authorship by) {
        return statement
                .setParameter("at", by.at())
                .setParameter("organisation", by.officer().organisation().value())
                .setParameter("user", by.officer().user().value());
    }

    /** Those of the entries whose people were not in the register before. */
    private static Set<RegisterEntry> addPeople(StatelessSession session, List<RegisterEntry> entries, Authorship by) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        TimeOrderedIds nextId = new TimeOrderedIds(by.at());
        UUID[] ids = Stream.generate(nextId::next).limit(entries.size()).toArray(UUID[]::new);
        List<NamedPerson> people = entries.stream().map(RegisterEntry::person).toList();
        signed(session.createNativeMutationQuery(ADD_PEOPLE), by)
                .setParameter("ids", ids)
                .setParameter(
                        "certificates",
                        texts(entries, entry -> entry.certificate().number().value()))
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
        return IntStream.range(0, ids.length)
                .filter(i -> added.contains(ids[i]))
                .mapToObj(entries::get)
                .collect(Collectors.toSet());
    }

    /** What is not known comes first. */
    private static <T> String text(Optional<T> detail, Function<T, String> inTheClear) {
        return detail.map(inTheClear).orElse("");
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> LocalDate[] days(Collection<T> rows, Function<T, LocalDate> column) {
        return rows.stream().map(column).toArray(LocalDate[]::new);
    }
}
