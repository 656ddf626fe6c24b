package uk.nhs.rtec.application.register;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Something that was done to a certificate, or was found of somebody whom it names.
 *
 * @param person whom it added, if it added somebody
 * @param officer who did it; empty for what was found, and for what was taken in before officers were kept
 * @param finding what was found, and of which number
 */
public record CertificateChange(
        What what, Optional<NamedPerson> person, Instant at, Optional<Officer> officer, Optional<Finding> finding) {

    /** What can be done to a certificate, in the order in which it is told of one moment. */
    public enum What {
        REGISTERED,
        PERSON_ADDED,
        REVOKED,
        /** The national demographics said something new; the certificate says what it said before. */
        FOUND
    }

    /** The certificate was taken in. */
    public static CertificateChange registered(Instant at, Optional<Officer> officer) {
        return new CertificateChange(What.REGISTERED, Optional.empty(), at, officer, Optional.empty());
    }

    /** Somebody whom it names was taken in. */
    public static CertificateChange added(NamedPerson person, Instant at, Optional<Officer> officer) {
        return new CertificateChange(What.PERSON_ADDED, Optional.of(person), at, officer, Optional.empty());
    }

    /** It was revoked; from when, and why, stands in the certificate. */
    public static CertificateChange revoked(Instant at, Officer officer) {
        return new CertificateChange(What.REVOKED, Optional.empty(), at, Optional.of(officer), Optional.empty());
    }

    /** The national demographics said this of somebody whom it names. */
    public static CertificateChange found(Finding finding) {
        return new CertificateChange(
                What.FOUND, Optional.empty(), finding.at(), Optional.empty(), Optional.of(finding));
    }
}
