package uk.nhs.rtec.domain.event;

import java.util.Arrays;
import java.util.Optional;

/** What a national event tells of (EventType-1, the events of the Personal Demographics Service). */
public enum EventKind {
    DEATH("pds-death-notification-1"),
    CHANGE_OF_ADDRESS("pds-change-of-address-1"),
    RECORD_CHANGE("pds-record-change-1"),
    BIRTH("pds-birth-notification-1"),
    CHANGE_OF_GP("pds-change-of-gp-1");

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    /** The kind with this code, or nothing when it is another service's event. */
    public static Optional<EventKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }

    /** Its code on the wire. */
    public String code() {
        return code;
    }
}
