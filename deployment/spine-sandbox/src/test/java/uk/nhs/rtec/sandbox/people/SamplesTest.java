package uk.nhs.rtec.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.sandbox.identifier.NhsNumbers;
import uk.nhs.rtec.sandbox.identifier.PrescriptionIds;

class SamplesTest {
    private static final Set<String> CATEGORIES =
            Set.of("0005", "0006", "0007", "0008", "0009", "0011", "0012", "0013", "0014", "0016", "0020");

    private final List<Person> people = Samples.people();
    private final List<SamplePrescription> prescriptions = Samples.prescriptions();
    private final List<SampleCertificate> certificates = Samples.certificates();

    @Test
    void everyNhsNumberHasARightCheckDigitAndStandsOnce() {
        assertThat(people)
                .extracting(Person::nhsNumber)
                .allMatch(NhsNumbers::isValid)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPrescriptionIdHasARightCheckCharacterAndStandsOnce() {
        assertThat(prescriptions)
                .extracting(SamplePrescription::id)
                .allMatch(PrescriptionIds::isValid)
                .doesNotHaveDuplicates()
                .anyMatch(id -> id.endsWith("+"));
    }

    @Test
    void everyPrescriptionBelongsToAPerson() {
        assertThat(numbers())
                .containsAll(prescriptions.stream()
                        .map(SamplePrescription::nhsNumber)
                        .toList());
    }

    @Test
    void everybodyHasAPrescriptionThatCanBeCharged() {
        assertThat(prescriptions.stream()
                        .filter(each -> Set.of("0001", "0002").contains(each.status()))
                        .map(SamplePrescription::nhsNumber)
                        .collect(Collectors.toSet()))
                .containsAll(numbers());
    }

    @Test
    void everyCategoryOfCertificateHasSomebody() {
        assertThat(certificates).extracting(SampleCertificate::category).containsAll(CATEGORIES);
    }

    @Test
    void everyCertificateSomebodyHoldsIsThereAndNamesThem() {
        for (Person person : people) {
            for (String number : person.certificates()) {
                assertThat(certificates)
                        .filteredOn(each -> each.number().equals(number))
                        .anyMatch(each -> each.nhsNumber().equals(person.nhsNumber())
                                || (each.surname().equals(person.family())
                                        && each.dateOfBirth().equals(person.birthDate())
                                        && each.postcode().equals(person.postcode())));
            }
        }
    }

    @Test
    void whoeverIsSupersededLeadsToSomebody() {
        assertThat(people.stream().flatMap(each -> each.trait("superseded-by").stream()))
                .isNotEmpty()
                .allMatch(numbers()::contains);
    }

    @Test
    void everyStateOfAPrescriptionIsThere() {
        assertThat(prescriptions)
                .extracting(SamplePrescription::status)
                .contains(
                        "0000", "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "9000", "9001",
                        "9005");
    }

    private Set<String> numbers() {
        return people.stream().map(Person::nhsNumber).collect(Collectors.toSet());
    }
}
