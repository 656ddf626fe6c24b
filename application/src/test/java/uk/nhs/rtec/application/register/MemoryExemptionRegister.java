package uk.nhs.rtec.application.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.event.FindingStore;
import uk.nhs.rtec.application.event.MemoryFindings;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.exemption.Suspension;

/** A register for tests, that ends with its process. */
public final class MemoryExemptionRegister implements ExemptionRegister, CertificateStore, CertificateRecords {

    private final TreeMap<CertificateNumber, ExemptionCertificate> certificates = new TreeMap<>();
    private final Map<CertificateNumber, List<CertificateChange>> history = new HashMap<>();
    private final FindingStore findings;

    /** A register of whose people nothing is found. */
    public MemoryExemptionRegister() {
        this(new MemoryFindings());
    }

    /** A register beside which these findings stand. */
    public MemoryExemptionRegister(FindingStore findings) {
        this.findings = findings;
    }

    /** Everything that is in it. */
    public synchronized List<CertificateRecord> all() {
        return certificates.values().stream().map(this::record).toList();
    }

    /** Another register with the same in it. */
    public synchronized MemoryExemptionRegister copy() {
        MemoryExemptionRegister copy = new MemoryExemptionRegister(findings);
        copy.become(this);
        return copy;
    }

    /** Has from now on what the other has, and nothing else. */
    public synchronized void become(MemoryExemptionRegister other) {
        certificates.clear();
        certificates.putAll(other.certificates);
        history.clear();
        other.history.forEach((number, changes) -> history.put(number, new ArrayList<>(changes)));
    }

    @Override
    public synchronized List<Taken> add(List<RegisterEntry> list, Authorship by) {
        return list.stream().map(entry -> add(entry, by)).toList();
    }

    @Override
    public synchronized CertificateSearch certificatesOf(SoughtPerson person, LocalDate day) {
        List<RegisterEntry> entries = certificates.values().stream()
                .map(this::record)
                .flatMap(record -> record.people().stream()
                        .map(named -> new RegisterEntry(record.certificate(), named, findingsOf(named))))
                .toList();
        return CertificateSearch.answered(person.certificatesAmong(entries).stream()
                .filter(certificate -> certificate.validity().covers(day))
                .toList());
    }

    @Override
    public synchronized Optional<CertificateRecord> certificate(CertificateNumber number) {
        return Optional.ofNullable(certificates.get(number)).map(this::record);
    }

    @Override
    public synchronized CertificatePage find(CertificateQuery query) {
        List<CertificateRecord> found = certificates.values().stream()
                .filter(certificate ->
                        query.number().map(certificate.number()::equals).orElse(true))
                .map(this::record)
                .filter(record ->
                        !query.namesSomebody() || record.people().stream().anyMatch(person -> isMeant(person, query)))
                .toList();
        return new CertificatePage(
                found.subList(0, Math.min(found.size(), CertificatePage.LARGEST)),
                found.size() > CertificatePage.LARGEST);
    }

    @Override
    public synchronized Revoked revoke(CertificateNumber number, Revocation revocation, Authorship by) {
        ExemptionCertificate certificate = certificates.get(number);
        if (certificate == null) {
            return Revoked.UNKNOWN;
        }
        if (certificate.revocation().isPresent()) {
            return certificate.revocation().get().equals(revocation) ? Revoked.UNCHANGED : Revoked.REVOKED_OTHERWISE;
        }
        certificates.put(number, certificate.revoked(revocation));
        historyOf(number).add(CertificateChange.revoked(by.at(), by.officer()));
        return Revoked.REVOKED;
    }

    private Taken add(RegisterEntry entry, Authorship by) {
        ExemptionCertificate stated = entry.certificate();
        ExemptionCertificate known = certificates.getOrDefault(stated.number(), stated);
        if (known.category() != stated.category()) {
            return Taken.OTHER_CATEGORY;
        }
        if (!known.validity().from().equals(stated.validity().from())) {
            return Taken.OTHER_FIRST_DAY;
        }
        if (!known.validity().to().equals(stated.validity().to())) {
            return Taken.OTHER_LAST_DAY;
        }
        List<CertificateChange> changes = historyOf(stated.number());
        if (certificates.putIfAbsent(stated.number(), stated) == null) {
            changes.add(CertificateChange.registered(by.at(), Optional.of(by.officer())));
        }
        if (record(known).people().contains(entry.person())) {
            return Taken.UNCHANGED;
        }
        changes.add(CertificateChange.added(entry.person(), by.at(), Optional.of(by.officer())));
        return Taken.ADDED;
    }

    private List<CertificateChange> historyOf(CertificateNumber number) {
        return history.computeIfAbsent(number, anew -> new ArrayList<>());
    }

    private CertificateRecord record(ExemptionCertificate certificate) {
        List<CertificateChange> changes = new ArrayList<>(historyOf(certificate.number()));
        List<NamedPerson> people = new CertificateRecord(certificate, changes).people();
        people.stream()
                .flatMap(person -> findingsOf(person).oldestFirst().stream())
                .distinct()
                .map(CertificateChange::found)
                .forEach(changes::add);
        return new CertificateRecord(
                certificate.suspended(Suspension.of(people.stream()
                        .filter(person -> person.relationship() == Relationship.HOLDER)
                        .map(this::findingsOf)
                        .toList())),
                changes);
    }

    private Findings findingsOf(NamedPerson person) {
        return person.nhsNumber().map(findings::of).orElse(Findings.NONE);
    }

    private static boolean isMeant(NamedPerson person, CertificateQuery query) {
        return query.nhsNumber()
                        .map(number -> person.nhsNumber().filter(number::equals).isPresent())
                        .orElse(true)
                && query.surname()
                        .map(surname ->
                                surname.normalised().equals(person.surname().normalised()))
                        .orElse(true)
                && query.dateOfBirth().map(person.dateOfBirth()::equals).orElse(true)
                && query.postcode()
                        .map(postcode ->
                                postcode.normalised().equals(person.postcode().normalised()))
                        .orElse(true);
    }
}
