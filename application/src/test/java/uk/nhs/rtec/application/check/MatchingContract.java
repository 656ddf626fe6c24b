package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/**
 * Whose certificate is whose, in one table that every register keeps. A person is written as NHS number, surname, forename, date of birth
 * and postcode; {@code -} is what is not known. The person sought is known by two numbers, {@code own} and {@code old}; {@code other} is
 * somebody else's. Each line of the register is a certificate of its own, A, B and so on, unless it begins with {@code &}: then it names
 * one person more.
 */
public interface MatchingContract {

    Map<String, NhsNumber> NUMBERS = Map.of("own", nhsNumber(100), "old", nhsNumber(102), "other", nhsNumber(101));

    /** The register under test. */
    ExemptionRegister register();

    /** Fills the register; empty when a test begins. */
    CertificateStore store();

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # in the register                                   | in the demographics                      | found | ruling

            # spelling: by details, where the register has no NHS number
            - O'Brien Mary 1984-02-29 LS1_4AP                   | O’BRIEN Mary 1984-02-29 LS1_4AP          | A     | an apostrophe of either kind
            - O'Brien Mary 1984-02-29 LS1_4AP                   | OBrien Mary 1984-02-29 LS1_4AP           | A     | no apostrophe
            - Llewellyn-Jones Mary 1984-02-29 LS1_4AP           | Llewellyn_Jones Mary 1984-02-29 LS1_4AP  | A     | a double barrel with a hyphen or a space
            - Llewellyn-Jones Mary 1984-02-29 LS1_4AP           | LLEWELLYNJONES Mary 1984-02-29 LS1_4AP   | A     | a double barrel in one word
            - Llewellyn-Jones Mary 1984-02-29 LS1_4AP           | Jones Mary 1984-02-29 LS1_4AP            | -     | half of a double barrel is another name
            - Llewellyn-Jones Mary 1984-02-29 LS1_4AP           | Jones-Llewellyn Mary 1984-02-29 LS1_4AP  | -     | a double barrel turned round is another name
            - García-Núñez Inés 1984-02-29 LS1_4AP              | Garcia_Nunez Ines 1984-02-29 LS1_4AP     | A     | accents
            - Garcia-Nunez Ines 1984-02-29 LS1_4AP              | GARCÍA-NÚÑEZ INÉS 1984-02-29 LS1_4AP     | A     | accents the other way round
            - Ødegård Émile 1984-02-29 LS1_4AP                  | Odegard Emile 1984-02-29 LS1_4AP         | A     | letters that are no letter with an accent
            - mcdonald mary 1984-02-29 LS1_4AP                  | McDONALD MARY 1984-02-29 LS1_4AP         | A     | case
            - Smith Mary 1984-02-29 LS1_4AP                     | Smyth Mary 1984-02-29 LS1_4AP            | -     | another spelling is another name
            - Smith Mary 1984-02-29 LS14AP                      | Smith Mary 1984-02-29 LS1_4AP            | A     | a postcode without its space in the register
            - Smith Mary 1984-02-29 LS1_4AP                     | Smith Mary 1984-02-29 LS14AP             | A     | a postcode without its space in the demographics
            - Smith Mary 1984-02-29 ls1_4ap                     | Smith Mary 1984-02-29 LS1_4AP            | A     | a postcode in lower case
            - Smith Mary 1984-02-29 LS1_4AQ                     | Smith Mary 1984-02-29 LS1_4AP            | -     | another postcode
            - Smith Mary 1984-02-28 LS1_4AP                     | Smith Mary 1984-02-29 LS1_4AP            | -     | another date of birth
            - Smith Mary 1984-02-29 LS1_4AP                     | Smith Margaret 1984-02-29 LS1_4AP        | A     | forenames that begin alike
            - Smith Mary 1984-02-29 LS1_4AP                     | Smith Anne 1984-02-29 LS1_4AP            | -     | forenames that begin differently
            - Smith - 1984-02-29 LS1_4AP                        | Smith Mary 1984-02-29 LS1_4AP            | A     | no forename in the register
            - Smith Mary 1984-02-29 LS1_4AP                     | Smith - 1984-02-29 LS1_4AP               | A     | no forename in the demographics
            - Smith Mary 1984-02-29 LS1_4AP                     | - Mary 1984-02-29 LS1_4AP                | -     | no surname in the demographics
            - Smith Mary 1984-02-29 LS1_4AP                     | Smith Mary 1984-02-29 -                  | -     | no postcode in the demographics

            # the NHS number
            own Smith Mary 1984-02-29 LS1_4AP                   | Smith Mary 1984-02-29 LS1_4AP            | A     | number and date of birth
            own Jones Molly 1984-02-29 ZE1_0AA                  | Smith Mary 1984-02-29 LS1_4AP            | A     | a name and an address of former days do not matter beside the number
            old Smith Mary 1984-02-29 LS1_4AP                   | Smith Mary 1984-02-29 LS1_4AP            | A     | a superseded number leads to its person
            old Smith Mary 1984-02-29 LS1_4AP ; own Smith Mary 1984-02-29 LS1_4AP | Smith Mary 1984-02-29 LS1_4AP | A B | both numbers do
            own Smith Mary 1984-02-28 LS1_4AP                   | Smith Mary 1984-02-29 LS1_4AP            | -     | the number with another date of birth
            other Smith Mary 1984-02-29 LS1_4AP                 | Smith Mary 1984-02-29 LS1_4AP            | -     | every detail the same and the number somebody else's
            other Smith Mary 1984-02-29 LS1_4AP ; - Smith Mary 1984-02-29 LS1_4AP | Smith Mary 1984-02-29 LS1_4AP | B | somebody else's number does not make two of the one without
            own Smith Mary 1984-02-29 LS1_4AP ; - Smith Mary 1984-02-29 LS1_4AP   | Smith Mary 1984-02-29 LS1_4AP | A | who is known by number is not looked for by details

            # who is unique
            - Smith Mary 1984-02-29 LS1_4AP ; - Smith Anne 1984-02-29 LS1_4AP     | Smith Mary 1984-02-29 LS1_4AP | A   | twins at one address whose forenames begin differently
            - Smith Mary 1984-02-29 LS1_4AP ; - Smith Margaret 1984-02-29 LS1_4AP | Smith Mary 1984-02-29 LS1_4AP | -   | twins at one address whose forenames begin alike
            - Smith Mary 1984-02-29 LS1_4AP ; - Smith Anne 1984-02-29 LS1_4AP     | Smith - 1984-02-29 LS1_4AP    | -   | twins at one address and no forename to tell them apart
            own Smith Mary 1984-02-29 LS1_4AP ; other Smith Margaret 1984-02-29 LS1_4AP | Smith Mary 1984-02-29 LS1_4AP | A | twins at one address with their numbers
            - Smith Mary 1984-02-29 LS1_4AP ; - Smith Mary 1984-02-29 M1_1AE      | Smith Mary 1984-02-29 LS1_4AP | A   | two people with one name and birthday at two addresses
            - Smith - 1984-02-29 LS1_4AP ; - Smith - 1984-02-29 LS1_4AP           | Smith Mary 1984-02-29 LS1_4AP | -   | two who may be two people are not unique
            - Smith Mary 1984-02-29 LS1_4AP & - Smith Mary 1984-02-29 LS1_4AP     | Smith Mary 1984-02-29 LS1_4AP | -   | two on one certificate with one name and birthday are two people
            - Smith Mary 1984-02-29 LS1_4AP ; - SMITH mary 1984-02-29 LS14AP      | Smith Mary 1984-02-29 LS1_4AP | A B | one person with two certificates

            # people on somebody else's certificate
            other Jones John 1980-01-01 LS1_4AP & own Smith Mary 1984-02-29 LS1_4AP | Smith Mary 1984-02-29 LS1_4AP | A | a partner by number
            other Jones John 1980-01-01 LS1_4AP & - Smith Mary 1984-02-29 LS1_4AP   | Smith Mary 1984-02-29 LS1_4AP | A | a partner by details
            """)
    default void whoseCertificateIsWhose(String register, String sought, String found, String ruling) {
        given(register);

        String answered = register().certificatesOf(sought(sought), TODAY).held().stream()
                .map(certificate -> certificate.number().value())
                .collect(Collectors.joining(" "));

        assertThat(answered).as(ruling).isEqualTo(found.equals("-") ? "" : found);
    }

    private void given(String register) {
        List<RegisterEntry> entries = new ArrayList<>();
        char certificate = 'A';
        for (String certificates : register.split(";", -1)) {
            Relationship relationship = Relationship.HOLDER;
            for (String person : certificates.split("&", -1)) {
                entries.add(new RegisterEntry(
                        Examples.certificate(String.valueOf(certificate), ExemptionCategory.LOW_INCOME),
                        named(relationship, words(person))));
                relationship = Relationship.PARTNER;
            }
            certificate++;
        }
        assertThat(store().add(entries, AUTHORSHIP)).containsOnly(Taken.ADDED);
    }

    private static NamedPerson named(Relationship relationship, List<String> words) {
        return new NamedPerson(
                relationship,
                Optional.ofNullable(NUMBERS.get(words.get(0))),
                new Surname(words.get(1)),
                known(words.get(2)).map(Forename::new),
                new DateOfBirth(LocalDate.parse(words.get(3))),
                new Postcode(words.get(4)));
    }

    private static SoughtPerson sought(String person) {
        List<String> words = words(person);
        return new SoughtPerson(
                Set.of(nhsNumber(100), nhsNumber(102)),
                new DateOfBirth(LocalDate.parse(words.get(2))),
                known(words.get(0)).map(Surname::new),
                known(words.get(3)).map(Postcode::new),
                known(words.get(1)).map(Forename::new));
    }

    /** The words of a person; an underscore stands for a space inside one of them. */
    private static List<String> words(String person) {
        return Arrays.stream(person.strip().split(" +", -1))
                .map(word -> word.replace('_', ' '))
                .toList();
    }

    private static Optional<String> known(String word) {
        return word.equals("-") ? Optional.empty() : Optional.of(word);
    }
}
