package uk.nhs.rtec.application.register;

import java.util.List;

/**
 * Certificates that were found.
 *
 * @param more whether there are others than these
 */
public record CertificatePage(List<CertificateRecord> certificates, boolean more) {

    /** The most certificates on one page: who finds more must ask more closely. */
    public static final int LARGEST = 50;

    public CertificatePage {
        certificates = List.copyOf(certificates);
    }
}
