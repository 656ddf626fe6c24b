package uk.nhs.rtec.application.register;

import java.util.Optional;
import uk.nhs.rtec.domain.exemption.CertificateNumber;

/** Reads what is on record. */
public final class RegisterReader implements ReadRegister {

    private final CertificateRecords records;

    public RegisterReader(CertificateRecords records) {
        this.records = records;
    }

    @Override
    public Optional<CertificateRecord> certificate(CertificateNumber number) {
        return records.certificate(number);
    }

    @Override
    public CertificatePage search(CertificateQuery query) {
        return records.find(query);
    }
}
