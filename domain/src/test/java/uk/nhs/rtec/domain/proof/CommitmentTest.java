package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommitmentTest {

    private static final Hash ROOT = Example.PATIENT.root(Example.SEED);

    @Test
    void whatIsDisclosedComesToTheSameRoot() {
        for (PatientField field : PatientField.values()) {
            assertThat(Example.PATIENT.evidence(Example.SEED, Set.of(field)).root())
                    .isEqualTo(ROOT);
        }
        Set<PatientField> all = EnumSet.allOf(PatientField.class);
        assertThat(Example.PATIENT.evidence(Example.SEED, all).root()).isEqualTo(ROOT);
    }

    @Test
    void whatIsNotDisclosedIsNotThere() {
        PatientEvidence evidence = Example.PATIENT.evidence(Example.SEED, Set.of(PatientField.STATED_SURNAME));

        assertThat(evidence.of(PatientField.STATED_SURNAME))
                .isEqualTo(new Commitment.Disclosed(
                        Example.SEED.salt(PatientField.STATED_SURNAME), Optional.of(Bytes.ofText("Ødegård"))));
        assertThat(evidence.commitments().entrySet())
                .filteredOn(each -> each.getKey() != PatientField.STATED_SURNAME)
                .allMatch(each -> each.getValue() instanceof Commitment.Hidden);
    }

    @Test
    void oneLetterOfANameMakesAnotherRoot() {
        assertThat(rootWith(PatientField.STATED_SURNAME, Optional.of("Odegård")))
                .isNotEqualTo(ROOT);
        assertThat(rootWith(PatientField.STATED_SURNAME, Optional.of("Ødegår"))).isNotEqualTo(ROOT);
        // The same letters in another normal form of Unicode are other bytes.
        assertThat(rootWith(PatientField.STATED_SURNAME, Optional.of("Ødega\u030ard")))
                .isNotEqualTo(ROOT);
        assertThat(rootWith(PatientField.STATED_SURNAME, Optional.of("Ødegård")))
                .isEqualTo(ROOT);
    }

    @ParameterizedTest
    @EnumSource(PatientField.class)
    void absentIsNotEmptyAndNeitherIsAValue(PatientField field) {
        assertThat(Stream.of(Optional.<String>empty(), Optional.of(""), Optional.of("\0"), Optional.of("x"))
                        .map(value -> rootWith(field, value)))
                .doesNotHaveDuplicates();
    }

    @Test
    void twoFieldsCannotBeSwapped() {
        Map<PatientField, Bytes> swapped = new EnumMap<>(Example.PATIENT.values());
        swapped.put(PatientField.TRACED_SURNAME, swapped.remove(PatientField.STATED_SURNAME));
        Map<PatientField, Commitment> commitments =
                new EnumMap<>(Example.PATIENT.evidence(Example.SEED, Set.of()).commitments());
        Commitment stated = commitments.get(PatientField.STATED_SURNAME);
        commitments.put(PatientField.STATED_SURNAME, commitments.get(PatientField.TRACED_SURNAME));
        commitments.put(PatientField.TRACED_SURNAME, stated);

        assertThat(new PatientFields(swapped).root(Example.SEED)).isNotEqualTo(ROOT);
        assertThat(new PatientEvidence(commitments).root()).isNotEqualTo(ROOT);
    }

    @Test
    void aDisclosureIsGoodForItsOwnFieldOnly() {
        Commitment.Disclosed disclosed = new Commitment.Disclosed(
                Example.SEED.salt(PatientField.STATED_NHS_NUMBER), Optional.of(Bytes.ofText("9434765919")));

        assertThat(Arrays.stream(PatientField.values()).map(disclosed::hash)).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedMakesOtherSaltsAndAnotherRoot() {
        Seed other = new Seed(Bytes.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1e"));

        assertThat(Example.PATIENT.root(other)).isNotEqualTo(ROOT);
        assertThat(Stream.of(Example.SEED, other)
                        .flatMap(seed -> Arrays.stream(PatientField.values()).map(seed::salt)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSamePatientTwiceCannotBeTold() {
        Seed other = new Seed(Bytes.ofHex("ff".repeat(32)));
        PatientEvidence one = Example.PATIENT.evidence(Example.SEED, Set.of());
        PatientEvidence another = Example.PATIENT.evidence(other, Set.of());

        assertThat(one.commitments().values())
                .doesNotContainAnyElementsOf(another.commitments().values());
    }

    private static Hash rootWith(PatientField field, Optional<String> value) {
        Map<PatientField, Bytes> values = new EnumMap<>(Example.PATIENT.values());
        values.remove(field);
        value.map(Bytes::ofText).ifPresent(bytes -> values.put(field, bytes));
        return new PatientFields(values).root(Example.SEED);
    }
}
