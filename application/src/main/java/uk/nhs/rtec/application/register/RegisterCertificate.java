package uk.nhs.rtec.application.register;

import java.util.List;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.requester.Officer;

/** Takes one certificate into the register. */
public interface RegisterCertificate {

    /**
     * Registers the certificate with all the people it names, or nothing of it; people whom it names already stay as they are.
     *
     * @param people one or more
     * @return added, when anything of it is new
     * @throws RegisterUnavailable when the register cannot say: then nothing of it is registered
     */
    CertificateStore.Taken register(Officer officer, ExemptionCertificate certificate, List<NamedPerson> people);
}
