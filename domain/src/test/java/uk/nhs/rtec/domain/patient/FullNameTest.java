package uk.nhs.rtec.domain.patient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FullNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ivor Fritagelse", "O’Brien-Smith, Ann J.", "Ødegård", "李 小龙"})
    void aNameIsOne(String text) {
        assertThat(FullName.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'-.", "Ann9", "Ann\u0000", "Ann\nBee", "<b>", "\uD800"})
    void whatIsNoNameIsRefused(String text) {
        assertThat(FullName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann Smith, Smith, true",
        "SMITH ANN, Smith, true",
        "Ann Ødegård, Odegard, true",
        "Ann Smith, Jones, false"
    })
    void itHasASurnameAtEitherEnd(String name, String surname, boolean has) {
        assertThat(new FullName(name).has(new Surname(surname))).isEqualTo(has);
    }
}
