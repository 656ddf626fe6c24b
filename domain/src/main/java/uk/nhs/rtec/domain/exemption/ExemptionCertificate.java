package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;

/** A certificate of one category that is printed with the days it covers. */
public record ExemptionCertificate(CertificateNumber number, ExemptionCategory category, Validity validity) {

    /**
     * Whether this certificate can be the basis of an answer on that day: it covers every item, the day is printed on it, and its
     * category still counts.
     */
    public boolean countsOn(LocalDate day) {
        return category.coversEveryItem() && validity.covers(day) && !day.isAfter(lastDay());
    }

    /** The last day on which this certificate counts: the printed one, or the last of its category when that comes first. */
    public LocalDate lastDay() {
        LocalDate lastOfCategory = category.lastDayOfAll();
        return validity.to().isAfter(lastOfCategory) ? lastOfCategory : validity.to();
    }
}
