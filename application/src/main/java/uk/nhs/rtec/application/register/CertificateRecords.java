package uk.nhs.rtec.application.register;

import java.util.Optional;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.Revocation;

/** What the register has of each certificate: it can be read and added to, and nothing in it can be changed. */
public interface CertificateRecords {

    /** What became of a revocation. */
    enum Revoked {
        /** The certificate is revoked now and was not before. */
        REVOKED,
        /** It was revoked already, from the same day and for the same reason. */
        UNCHANGED,
        /** It was revoked already, from another day or for another reason, and stays so. */
        REVOKED_OTHERWISE,
        /** There is no such certificate. */
        UNKNOWN
    }

    /**
     * The certificate with this number.
     *
     * @throws RegisterUnavailable when the store cannot say
     */
    Optional<CertificateRecord> certificate(CertificateNumber number);

    /**
     * The certificates that meet the query, in the order of their numbers, as many as a page holds.
     *
     * @throws RegisterUnavailable when the store cannot say
     */
    CertificatePage find(CertificateQuery query);

    /**
     * Revokes the certificate, which stays in the register. Several may try at once: one revocation stands.
     *
     * @throws RegisterUnavailable when the store cannot say; then it may be revoked or not
     */
    Revoked revoke(CertificateNumber number, Revocation revocation, Authorship by);
}
