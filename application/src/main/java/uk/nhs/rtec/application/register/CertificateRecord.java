package uk.nhs.rtec.application.register;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;

/**
 * A certificate as the register has it.
 *
 * @param history everything that was done to it and found of whom it names, the oldest first; of one moment the holder before partners and
 *     dependants
 */
public record CertificateRecord(ExemptionCertificate certificate, List<CertificateChange> history) {

    private static final Comparator<CertificateChange> OLDEST_FIRST = Comparator.comparing(CertificateChange::at)
            .thenComparing(CertificateChange::what)
            .thenComparing(
                    change -> change.person().map(NamedPerson::relationship).orElse(Relationship.HOLDER));

    public CertificateRecord {
        history = history.stream().sorted(OLDEST_FIRST).toList();
    }

    /** Whom it names, in the order in which they were added. */
    public List<NamedPerson> people() {
        return history.stream()
                .map(CertificateChange::person)
                .flatMap(Optional::stream)
                .toList();
    }
}
