package uk.nhs.rtec.sandbox.eps;

import java.util.Arrays;
import java.util.Optional;

/** Where one line of a prescription stands; the NHS 111 resources have words of their own for it. */
enum ItemStatus {
    DISPENSED("0001", "Item fully dispensed", "Dispensed"),
    NOT_DISPENSED("0002", "Item not dispensed", "Not Dispensed"),
    PARTIAL("0003", "Item dispensed - partial", "Dispensed - Partial"),
    OWING("0004", "Item not dispensed owing", "Not Dispensed - Owing"),
    CANCELLED("0005", "Item Cancelled", "Cancelled"),
    EXPIRED("0006", "Expired", "Expired"),
    TO_BE_DISPENSED("0007", "To Be Dispensed", "To be Dispensed"),
    WITH_DISPENSER("0008", "Item with dispenser", "With Dispenser");

    private final String code;
    private final String text;
    private final String in111;

    ItemStatus(String code, String text, String in111) {
        this.code = code;
        this.text = text;
        this.in111 = in111;
    }

    static Optional<ItemStatus> coded(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    String in111() {
        return in111;
    }
}
