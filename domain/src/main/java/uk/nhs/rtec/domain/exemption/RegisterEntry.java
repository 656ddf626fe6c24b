package uk.nhs.rtec.domain.exemption;

/** One line of the register: a certificate and one of the people it names. */
public record RegisterEntry(ExemptionCertificate certificate, NamedPerson person) {}
