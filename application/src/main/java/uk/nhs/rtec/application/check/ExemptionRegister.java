package uk.nhs.rtec.application.check;

import java.time.LocalDate;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.SoughtPerson;

/** Where exemptions are on record. */
public interface ExemptionRegister {

    /**
     * The certificates whose printed days include this one and that name the person, by the rule of {@link
     * SoughtPerson#certificatesAmong} over the entries of all days: an entry whose days are past can still show that two people are alike.
     * Never an exception for what a source can do wrong.
     */
    CertificateSearch certificatesOf(SoughtPerson person, LocalDate day);
}
