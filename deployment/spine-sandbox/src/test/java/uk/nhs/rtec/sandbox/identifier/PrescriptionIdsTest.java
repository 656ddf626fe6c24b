package uk.nhs.rtec.sandbox.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrescriptionIdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "471BC8-P83027-34B75X",
                "A3B4D9-Z42475-11E6B+",
                "3AF2CB-C86002-0000BX",
                "7D9625-Z72BF2-11E3AC",
                "9C18AE6F-510D-F7A3-E050-D20AE3A231C8K"
            })
    void thePublishedIdsAreValid(String id) {
        assertThat(PrescriptionIds.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"471BC8-P83027-34B75Y", "000136-ZC2D5C-11E38K", "471bc8-P83027-34B75X", "471BC8-P83027-34B75", ""
            })
    void othersAreNot(String id) {
        assertThat(PrescriptionIds.isValid(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"471BC8-P83027-34B75X", "471BC8-P83027-34B75", "471bc8-p83027-34b75x"})
    void anIdIsFiledWithoutItsCheckCharacter(String id) {
        assertThat(PrescriptionIds.key(id)).isEqualTo("471BC8-P83027-34B75");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9434765919", "9990000018", "9000000009", "9990548021"})
    void numbersWithTheRightCheckDigitAreValid(String number) {
        assertThat(NhsNumbers.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9000000000", "9434765918", "943476591", "94347659199", "943 476 5919", "٩٤٣٤٧٦٥٩١٩"})
    void othersAreNoNhsNumbers(String number) {
        assertThat(NhsNumbers.isValid(number)).isFalse();
    }
}
