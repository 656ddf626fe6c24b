package uk.nhs.rtec.application.register;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.SoughtPerson;

/** A register for tests, that ends with its process. */
public final class MemoryExemptionRegister implements ExemptionRegister, CertificateStore {

    private final Map<CertificateNumber, ExemptionCertificate> certificates = new HashMap<>();
    private final Set<RegisterEntry> entries = new LinkedHashSet<>();

    @Override
    public synchronized List<Taken> add(List<RegisterEntry> list) {
        return list.stream().map(this::add).toList();
    }

    @Override
    public synchronized CertificateSearch certificatesOf(SoughtPerson person, LocalDate day) {
        return CertificateSearch.answered(person.certificatesAmong(List.copyOf(entries)).stream()
                .filter(certificate -> certificate.validity().covers(day))
                .toList());
    }

    private Taken add(RegisterEntry entry) {
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
        certificates.put(stated.number(), stated);
        return entries.add(entry) ? Taken.ADDED : Taken.UNCHANGED;
    }
}
