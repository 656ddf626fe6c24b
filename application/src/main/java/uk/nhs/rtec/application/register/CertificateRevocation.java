package uk.nhs.rtec.application.register;

import java.time.InstantSource;
import uk.nhs.rtec.application.register.CertificateRecords.Revoked;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.requester.Officer;

/** Puts a revocation on record beside the certificate. */
public final class CertificateRevocation implements RevokeCertificate {

    private final CertificateRecords records;
    private final InstantSource clock;

    public CertificateRevocation(CertificateRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Revoked revoke(Officer officer, CertificateNumber number, Revocation revocation) {
        return records.revoke(number, revocation, Authorship.now(officer, clock));
    }
}
