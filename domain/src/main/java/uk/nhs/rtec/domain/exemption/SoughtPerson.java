package uk.nhs.rtec.domain.exemption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/**
 * Whom to look for in the register, and the rule by which an entry is theirs.
 *
 * @param nhsNumbers every number this person is or was known by: the stated one and the surviving one
 * @param surname empty, like the postcode, when the demographics do not have it: then only a number can match
 */
public record SoughtPerson(
        Set<NhsNumber> nhsNumbers,
        DateOfBirth dateOfBirth,
        Optional<Surname> surname,
        Optional<Postcode> postcode,
        Optional<Forename> forename) {

    public SoughtPerson {
        nhsNumbers = Set.copyOf(nhsNumbers);
    }

    /**
     * The certificates among the candidates that are this person's: those that name them by NHS number and date of birth, or did before
     * the demographics superseded the one or corrected the other; when there is none, those that name, without an NHS number, the one person with this surname, date of birth and postcode whose forename,
     * where both have one, begins with the same letter. Entries that could be of two people are nobody's: a wrong match is worse
     * than none.
     *
     * @param candidates at least all entries that have one of the numbers or are found to have it since, or this date of birth, normalised
     *     surname and postcode
     */
    public List<ExemptionCertificate> certificatesAmong(List<RegisterEntry> candidates) {
        List<RegisterEntry> byNumber = candidates.stream()
                .filter(entry -> entry.namesByNumber(nhsNumbers, dateOfBirth))
                .toList();
        if (!byNumber.isEmpty()) {
            return certificatesOf(byNumber);
        }
        List<RegisterEntry> byDetails = candidates.stream()
                .filter(entry -> entry.person().nhsNumber().isEmpty())
                .filter(entry -> hasDetailsOf(entry.person()))
                .toList();
        return areOfOnePerson(byDetails) ? certificatesOf(byDetails) : List.of();
    }

    private boolean hasDetailsOf(NamedPerson person) {
        return person.dateOfBirth().equals(dateOfBirth)
                && surname.map(Surname::normalised)
                        .filter(person.surname().normalised()::equals)
                        .isPresent()
                && postcode.map(Postcode::normalised)
                        .filter(person.postcode().normalised()::equals)
                        .isPresent()
                && initialsAgree(person);
    }

    private boolean initialsAgree(NamedPerson person) {
        if (forename.isEmpty() || person.forename().isEmpty()) {
            return true;
        }
        return forename.get().initial().equals(person.forename().get().initial());
    }

    /**
     * Several entries are one person when each is on another certificate and all bear the same whole forename; one who stands on one
     * certificate in two spellings stands there once.
     */
    private static boolean areOfOnePerson(List<RegisterEntry> entries) {
        Set<Naming> namings = entries.stream().map(Naming::of).collect(Collectors.toSet());
        if (namings.size() < 2) {
            return true;
        }
        Set<CertificateNumber> certificates = new HashSet<>();
        Set<String> forenames = new HashSet<>();
        for (Naming naming : namings) {
            if (naming.forename().isEmpty() || !certificates.add(naming.certificate())) {
                return false;
            }
            forenames.add(naming.forename().get());
        }
        return forenames.size() == 1;
    }

    /** That a certificate names somebody, however the name is written. */
    private record Naming(CertificateNumber certificate, Relationship relationship, Optional<String> forename) {

        static Naming of(RegisterEntry entry) {
            return new Naming(
                    entry.certificate().number(),
                    entry.person().relationship(),
                    entry.person().forename().map(Forename::normalised));
        }
    }

    private static List<ExemptionCertificate> certificatesOf(List<RegisterEntry> entries) {
        TreeMap<CertificateNumber, ExemptionCertificate> byNumber = new TreeMap<>();
        entries.forEach(entry -> byNumber.put(entry.certificate().number(), entry.certificate()));
        return new ArrayList<>(byNumber.values());
    }

    @Override
    public String toString() {
        return "SoughtPerson[…]";
    }
}
