package uk.nhs.rtec.domain.prescription;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where an electronic prescription stands (EPS tracker, prescription status). */
public enum PrescriptionState {
    AWAITING_RELEASE("0000", true),
    TO_BE_DISPENSED("0001", true),
    WITH_DISPENSER("0002", true),
    WITH_DISPENSER_ACTIVE("0003", true),
    EXPIRED("0004", false),
    CANCELLED("0005", false),
    DISPENSED("0006", true),
    NOT_DISPENSED("0007", true),
    CLAIMED("0008", false),
    NO_CLAIMED("0009", false),
    REPEAT_DISPENSE_FUTURE("9000", false),
    PRESCRIPTION_FUTURE("9001", false),
    CANCELLED_FUTURE("9005", false);

    private static final Map<String, PrescriptionState> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PrescriptionState::code, Function.identity()));

    private final String code;
    private final boolean chargeable;

    PrescriptionState(String code, boolean chargeable) {
        this.code = code;
        this.chargeable = chargeable;
    }

    /** The state with this four-digit code, or nothing when there is none. */
    public static Optional<PrescriptionState> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The tracker's four-digit code. */
    public String code() {
        return code;
    }

    /** Whether a patient can be asked to pay for a prescription in this state. */
    public boolean isChargeable() {
        return chargeable;
    }
}
