package uk.nhs.rtec.domain.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrescriptionStateTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "0000, AWAITING_RELEASE,       true",
        "0001, TO_BE_DISPENSED,        true",
        "0002, WITH_DISPENSER,         true",
        "0003, WITH_DISPENSER_ACTIVE,  true",
        "0004, EXPIRED,                false",
        "0005, CANCELLED,              false",
        "0006, DISPENSED,              true",
        "0007, NOT_DISPENSED,          true",
        "0008, CLAIMED,                false",
        "0009, NO_CLAIMED,             false",
        "9000, REPEAT_DISPENSE_FUTURE, false",
        "9001, PRESCRIPTION_FUTURE,    false",
        "9005, CANCELLED_FUTURE,       false"
    })
    void whoCanBeAskedToPay(String code, PrescriptionState state, boolean chargeable) {
        assertThat(PrescriptionState.ofCode(code)).contains(state);
        assertThat(state.code()).isEqualTo(code);
        assertThat(state.isChargeable()).isEqualTo(chargeable);
    }

    @Test
    void thereAreThirteen() {
        assertThat(PrescriptionState.values()).hasSize(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "0010", "9002", "0001 ", "To Be Dispensed"})
    void noOtherCodeIsAState(String code) {
        assertThat(PrescriptionState.ofCode(code)).isEmpty();
    }
}
