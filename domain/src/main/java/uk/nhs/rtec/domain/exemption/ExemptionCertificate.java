package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;
import java.util.Optional;
import uk.nhs.rtec.domain.patient.DateOfBirth;

/** A certificate of one category that is printed with the days it covers, and perhaps revoked or suspended since. */
public record ExemptionCertificate(
        CertificateNumber number,
        ExemptionCategory category,
        Validity validity,
        Optional<Revocation> revocation,
        Optional<Suspension> suspension) {

    /** A certificate that is neither revoked nor suspended. */
    public ExemptionCertificate(CertificateNumber number, ExemptionCategory category, Validity validity) {
        this(number, category, validity, Optional.empty(), Optional.empty());
    }

    /** This certificate, revoked. */
    public ExemptionCertificate revoked(Revocation by) {
        return new ExemptionCertificate(number, category, validity, Optional.of(by), suspension);
    }

    /** This certificate, suspended, or not when there is nothing that suspends it. */
    public ExemptionCertificate suspended(Optional<Suspension> by) {
        return new ExemptionCertificate(number, category, validity, revocation, by);
    }

    /**
     * Whether this certificate can be the basis of an answer on that day: it covers every item, the day is printed on it, it is not
     * revoked, the rules of its category let the day count, and it is not suspended, whatever the day.
     *
     * @param born when the person was born whom it names and who asks
     */
    public boolean countsOn(LocalDate day, DateOfBirth born) {
        return category.coversEveryItem()
                && suspension.isEmpty()
                && !day.isBefore(category.firstDay(validity))
                && !day.isAfter(lastDay(born));
    }

    /**
     * The last day on which this certificate counts for that person: the printed one, the last that its category allows, or the day before
     * it is revoked, whichever comes first.
     */
    public LocalDate lastDay(DateOfBirth born) {
        LocalDate allowed = category.lastDay(validity, born);
        return revocation
                .map(Revocation::lastDay)
                .filter(last -> last.isBefore(allowed))
                .orElse(allowed);
    }
}
