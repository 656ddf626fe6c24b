package uk.nhs.rtec.sandbox.eps;

import java.util.Arrays;
import java.util.Optional;

/** Where an issue of a prescription stands; the tracker writes some of these differently in a search and in a retrieve. */
enum PrescriptionStatus {
    AWAITING_RELEASE("0000", "Awaiting Release Ready", "Awaiting Release Ready", "0007"),
    TO_BE_DISPENSED("0001", "To Be Dispensed", "To be dispensed", "0007"),
    WITH_DISPENSER("0002", "With Dispenser", "With dispenser", "0008"),
    WITH_DISPENSER_ACTIVE("0003", "With Dispenser - Active", "With dispenser active", "0003"),
    EXPIRED("0004", "Expired", "Expired", "0006"),
    CANCELLED("0005", "Cancelled", "Cancelled", "0005"),
    DISPENSED("0006", "Dispensed", "Dispensed", "0001"),
    NOT_DISPENSED("0007", "Not Dispensed", "Not dispensed", "0002"),
    CLAIMED("0008", "Claimed", "Claimed", "0001"),
    NO_CLAIMED("0009", "No-Claimed", "No-claimed", "0001"),
    REPEAT_FUTURE("9000", "Repeat Dispense future instance", "Repeat dispense future instance", "0007"),
    FUTURE("9001", "Prescription future instance", "Prescription future instance", "0007"),
    CANCELLED_FUTURE("9005", "Cancelled future instance", "Cancelled future instance", "0007");

    private final String code;
    private final String inSearch;
    private final String inRetrieve;
    private final String itemCode;

    PrescriptionStatus(String code, String inSearch, String inRetrieve, String itemCode) {
        this.code = code;
        this.inSearch = inSearch;
        this.inRetrieve = inRetrieve;
        this.itemCode = itemCode;
    }

    static Optional<PrescriptionStatus> coded(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    String code() {
        return code;
    }

    String inSearch() {
        return inSearch;
    }

    String inRetrieve() {
        return inRetrieve;
    }

    /** The state its lines are in, when nothing says otherwise. */
    ItemStatus usualItem() {
        return ItemStatus.coded(itemCode).orElseThrow();
    }

    /** Whether a dispenser has it, or has had it. */
    boolean isWithDispenser() {
        return switch (this) {
            case WITH_DISPENSER, WITH_DISPENSER_ACTIVE, DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> true;
            case AWAITING_RELEASE, TO_BE_DISPENSED, EXPIRED, CANCELLED, REPEAT_FUTURE, FUTURE, CANCELLED_FUTURE ->
                false;
        };
    }

    boolean isDispensed() {
        return switch (this) {
            case WITH_DISPENSER_ACTIVE, DISPENSED, CLAIMED, NO_CLAIMED -> true;
            case AWAITING_RELEASE,
                    TO_BE_DISPENSED,
                    WITH_DISPENSER,
                    EXPIRED,
                    CANCELLED,
                    NOT_DISPENSED,
                    REPEAT_FUTURE,
                    FUTURE,
                    CANCELLED_FUTURE -> false;
        };
    }
}
