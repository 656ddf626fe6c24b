package uk.nhs.rtec.application.register;

import java.util.Optional;
import uk.nhs.rtec.domain.exemption.CertificateNumber;

/** Looks into the register for an officer. */
public interface ReadRegister {

    /**
     * One certificate, with everything that was done to it.
     *
     * @throws RegisterUnavailable when the register cannot say
     */
    Optional<CertificateRecord> certificate(CertificateNumber number);

    /**
     * The certificates that meet the query.
     *
     * @throws RegisterUnavailable when the register cannot say
     */
    CertificatePage search(CertificateQuery query);
}
