package uk.nhs.rtec.domain.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

final class SoughtPersonTest {

    private static final String OWN = "9434765919";
    private static final String SUPERSEDED = "9990000018";
    private static final String ANOTHERS = "9990000026";

    /** The person sought has the numbers 9434765919 and, superseded, 9990000018, and was born on 1985-06-15. */
    @ParameterizedTest(name = "{6}: {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # sought: surname, forename, postcode; the certificate's: NHS number, its details; whether it is theirs
                    Parker      | Peter | NE3 2JH | 9434765919 | Parker, Peter, 1985-06-15, NE3 2JH       | true  | number and birth date
                    Parker      | Peter | NE3 2JH | 9434765919 | Watson, Mary, 1985-06-15, AB1 2CD        | true  | number and birth date, whatever the name
                    Parker      | Peter | NE3 2JH | 9990000018 | Parker, Peter, 1985-06-15, NE3 2JH       | true  | the superseded number
                    Parker      | Peter | NE3 2JH | 9434765919 | Parker, Peter, 1985-06-16, NE3 2JH       | false | the number, but another birth date
                    Parker      | Peter | NE3 2JH | 9990000026 | Parker, Peter, 1985-06-15, NE3 2JH       | false | all details, but the number of someone else
                    Parker      | Peter | NE3 2JH | -          | Parker, Peter, 1985-06-15, NE3 2JH       | true  | no number, all details
                    Parker      | Peter | NE3 2JH | -          | PARKER, PETER, 1985-06-15, ne32jh        | true  | case, and the postcode's space
                    PARKER      | Peter | NE32JH  | -          | Parker, Peter, 1985-06-15, NE3 2JH       | true  | the postcode's space, the other way round
                    O'Brien     | Peter | NE3 2JH | -          | OBRIEN, Peter, 1985-06-15, NE3 2JH       | true  | an apostrophe
                    O’Brien     | Peter | NE3 2JH | -          | O'Brien, Peter, 1985-06-15, NE3 2JH      | true  | another apostrophe
                    Smith-Jones | Peter | NE3 2JH | -          | Smith Jones, Peter, 1985-06-15, NE3 2JH  | true  | a double barrel without its hyphen
                    Smith-Jones | Peter | NE3 2JH | -          | Smith, Peter, 1985-06-15, NE3 2JH        | false | half of a double barrel
                    Smith-Jones | Peter | NE3 2JH | -          | Jones-Smith, Peter, 1985-06-15, NE3 2JH  | false | a double barrel turned round
                    García      | Peter | NE3 2JH | -          | Garcia, Peter, 1985-06-15, NE3 2JH       | true  | an accent
                    Parker      | Élodie| NE3 2JH | -          | Parker, Elodie, 1985-06-15, NE3 2JH      | true  | an accent on the first letter of the forename
                    Parker      | Peter | NE3 2JH | -          | Parker, P, 1985-06-15, NE3 2JH           | true  | an initial
                    Parker      | Peter | NE3 2JH | -          | Parker, Pete, 1985-06-15, NE3 2JH        | true  | another forename with that letter
                    Parker      | Peter | NE3 2JH | -          | Parker, Mary, 1985-06-15, NE3 2JH        | false | another first letter
                    Parker      | -     | NE3 2JH | -          | Parker, Mary, 1985-06-15, NE3 2JH        | true  | no forename sought
                    Parker      | Peter | NE3 2JH | -          | Parker, , 1985-06-15, NE3 2JH            | true  | no forename on the certificate
                    Parker      | Peter | NE3 2JH | -          | Barker, Peter, 1985-06-15, NE3 2JH       | false | another surname
                    Parker      | Peter | NE3 2JH | -          | Parker, Peter, 1985-06-16, NE3 2JH       | false | another birth date
                    Parker      | Peter | NE3 2JH | -          | Parker, Peter, 1985-06-15, NE3 2JG       | false | another postcode
                    -           | Peter | NE3 2JH | -          | Parker, Peter, 1985-06-15, NE3 2JH       | false | the demographics have no surname
                    Parker      | Peter | -       | -          | Parker, Peter, 1985-06-15, NE3 2JH       | false | the demographics have no postcode
                    -           | -     | -       | 9434765919 | Parker, Peter, 1985-06-15, NE3 2JH       | true  | the demographics have neither, but the number agrees
                    """)
    void oneCertificate(
            @Nullable String surname,
            @Nullable String forename,
            @Nullable String postcode,
            @Nullable String number,
            String person,
            boolean theirs,
            String remark) {
        SoughtPerson sought = sought(surname, forename, postcode);

        assertThat(sought.certificatesAmong(List.of(entry("C-1", number, person))))
                .as(remark)
                .hasSize(theirs ? 1 : 0);
    }

    @ParameterizedTest(name = "{3}: {2}")
    @MethodSource
    void severalEntries(SoughtPerson sought, List<RegisterEntry> entries, Set<String> certificates, String remark) {
        assertThat(numbers(sought.certificatesAmong(entries))).as(remark).isEqualTo(certificates);
    }

    static Stream<Arguments> severalEntries() {
        SoughtPerson jane = sought("Parker", "Jane", "NE3 2JH");
        SoughtPerson nameless = sought("Parker", null, "NE3 2JH");
        String janesDetails = "Parker, Jane, 1985-06-15, NE3 2JH";
        String johnsDetails = "Parker, John, 1985-06-15, NE3 2JH";
        String marysDetails = "Parker, Mary, 1985-06-15, NE3 2JH";
        String nobodysForename = "Parker, , 1985-06-15, NE3 2JH";
        return Stream.of(
                Arguments.of(jane, List.of(), Set.of(), "nothing in the register"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", null, janesDetails), entry("C-2", null, marysDetails)),
                        Set.of("C-1"),
                        "twins at one address whose forenames begin differently"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", null, janesDetails), entry("C-2", null, johnsDetails)),
                        Set.of(),
                        "twins at one address whose forenames begin alike"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", null, janesDetails), entry("C-1", null, johnsDetails)),
                        Set.of(),
                        "twins whose forenames begin alike, on one certificate"),
                Arguments.of(
                        nameless,
                        List.of(entry("C-1", null, janesDetails), entry("C-2", null, marysDetails)),
                        Set.of(),
                        "twins, and no forename sought"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", null, janesDetails), entry("C-2", null, nobodysForename)),
                        Set.of(),
                        "one of two has no forename: it could be a twin's"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", null, nobodysForename), entry("C-2", null, nobodysForename)),
                        Set.of(),
                        "neither of two has a forename"),
                Arguments.of(
                        jane,
                        List.of(
                                entry("C-1", null, janesDetails),
                                entry("C-1", null, "PARKER, JANE, 1985-06-15, NE32JH")),
                        Set.of("C-1"),
                        "one certificate that names one person in two spellings"),
                Arguments.of(
                        jane,
                        List.of(
                                entry("C-1", null, janesDetails),
                                entry("C-2", null, "PARKER, JANE, 1985-06-15, NE32JH")),
                        Set.of("C-1", "C-2"),
                        "one person, two certificates, two spellings"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", OWN, janesDetails), entry("C-2", SUPERSEDED, janesDetails)),
                        Set.of("C-1", "C-2"),
                        "one person, under both numbers"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", OWN, janesDetails), entry("C-1", OWN, janesDetails)),
                        Set.of("C-1"),
                        "one certificate that has the number twice"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", OWN, janesDetails), entry("C-2", null, janesDetails)),
                        Set.of("C-1"),
                        "found by number: details are not looked at"),
                Arguments.of(
                        jane,
                        List.of(
                                entry("C-1", OWN, "Parker, Jane, 1985-06-16, NE3 2JH"),
                                entry("C-2", null, janesDetails)),
                        Set.of("C-2"),
                        "the number has another birth date: it says nothing, and the details do"),
                Arguments.of(
                        jane,
                        List.of(entry("C-1", ANOTHERS, janesDetails), entry("C-2", null, janesDetails)),
                        Set.of("C-2"),
                        "people with a number of their own are not in question"),
                Arguments.of(
                        jane,
                        List.of(
                                entry("C-1", ANOTHERS, marysDetails),
                                entry("C-1", OWN, "Parker, Jane, 1985-06-15, AB1 2CD")),
                        Set.of("C-1"),
                        "named second on someone else's certificate"));
    }

    @Test
    void thePeopleNamedOnACertificateCountInTheirOwnRightWhateverTheyAreToIt() {
        SoughtPerson sought = sought("Parker", "Jane", "NE3 2JH");
        for (Relationship relationship : Relationship.values()) {
            RegisterEntry entry = entry("C-1", OWN, "Parker, Jane, 1985-06-15, NE3 2JH", relationship);

            assertThat(sought.certificatesAmong(List.of(entry))).hasSize(1);
        }
    }

    @Test
    void theOrderOfTheEntriesDoesNotMatter() {
        SoughtPerson sought = sought("Parker", "Jane", "NE3 2JH");
        RegisterEntry one = entry("C-2", OWN, "Parker, Jane, 1985-06-15, NE3 2JH");
        RegisterEntry other = entry("C-1", OWN, "Parker, Jane, 1985-06-15, NE3 2JH");

        assertThat(sought.certificatesAmong(List.of(one, other)))
                .containsExactly(other.certificate(), one.certificate())
                .isEqualTo(sought.certificatesAmong(List.of(other, one)));
    }

    private static SoughtPerson sought(@Nullable String surname, @Nullable String forename, @Nullable String postcode) {
        return new SoughtPerson(
                Set.of(new NhsNumber(OWN), new NhsNumber(SUPERSEDED)),
                new DateOfBirth(LocalDate.of(1985, 6, 15)),
                Optional.ofNullable(surname).map(Surname::new),
                Optional.ofNullable(postcode).map(Postcode::new),
                Optional.ofNullable(forename).map(Forename::new));
    }

    private static RegisterEntry entry(String certificate, @Nullable String number, String person) {
        return entry(certificate, number, person, Relationship.HOLDER);
    }

    /** An entry for a person written as surname, forename, date of birth, postcode. */
    private static RegisterEntry entry(
            String certificate, @Nullable String number, String person, Relationship relationship) {
        List<String> details =
                Arrays.stream(person.split(",", -1)).map(String::strip).toList();
        return new RegisterEntry(
                new ExemptionCertificate(
                        new CertificateNumber(certificate),
                        ExemptionCategory.MEDICAL,
                        new Validity(LocalDate.of(2025, 1, 1), LocalDate.of(2029, 12, 31))),
                new NamedPerson(
                        relationship,
                        Optional.ofNullable(number).map(NhsNumber::new),
                        new Surname(details.get(0)),
                        Forename.parse(details.get(1)),
                        new DateOfBirth(LocalDate.parse(details.get(2))),
                        new Postcode(details.get(3))));
    }

    private static Set<String> numbers(List<ExemptionCertificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.number().value())
                .collect(Collectors.toSet());
    }
}
