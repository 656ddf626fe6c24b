package uk.nhs.rtec.domain.exemption;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.Silence;

/**
 * What the sources of exemptions know of one person on one day: what those that answered hold, and whether one of them was silent; both at
 * once can be, and a finding beats another source's silence.
 */
public record CertificateSearch(List<ExemptionCertificate> held, Optional<Silence> silence) {

    public CertificateSearch {
        held = List.copyOf(held);
    }

    /** Every source answered, and this is what they hold. */
    public static CertificateSearch answered(List<ExemptionCertificate> held) {
        return new CertificateSearch(held, Optional.empty());
    }

    /** No source answered. */
    public static CertificateSearch silent(Silence silence) {
        return new CertificateSearch(List.of(), Optional.of(silence));
    }

    /** No source was asked, since the answer did not hang on it. */
    public static CertificateSearch notNeeded() {
        return answered(List.of());
    }
}
