package uk.nhs.rtec.application.register;

import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.requester.Officer;

/** Ends a certificate before its printed last day; it stays in the register. */
public interface RevokeCertificate {

    /**
     * Revokes the certificate, once: who revokes it again changes nothing, and is told whether they meant the same.
     *
     * @throws RegisterUnavailable when the register cannot say: then it may be revoked or not
     */
    CertificateRecords.Revoked revoke(Officer officer, CertificateNumber number, Revocation revocation);
}
