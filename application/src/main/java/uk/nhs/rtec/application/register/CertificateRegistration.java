package uk.nhs.rtec.application.register;

import java.time.InstantSource;
import java.util.List;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.requester.Officer;

/** Stores the entries of one certificate, which conflict with the register all or none. */
public final class CertificateRegistration implements RegisterCertificate {

    private final CertificateStore store;
    private final InstantSource clock;

    public CertificateRegistration(CertificateStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Taken register(Officer officer, ExemptionCertificate certificate, List<NamedPerson> people) {
        List<RegisterEntry> entries = people.stream()
                .map(person -> new RegisterEntry(certificate, person))
                .toList();
        return store.add(entries, Authorship.now(officer, clock)).stream()
                .filter(taken -> taken != Taken.UNCHANGED)
                .findFirst()
                .orElse(Taken.UNCHANGED);
    }
}
