package uk.nhs.rtec.domain.event;

import java.util.Arrays;
import java.util.Optional;

/** How far a death is notified (CareConnect-DeathNotificationStatus-1). */
public enum DeathStatus {
    /** Notified by a health service, before any certificate. */
    INFORMAL("1"),
    /** Notified by the registrar. */
    FORMAL("2"),
    /** The notification was wrong and is taken back. */
    REMOVED("U");

    private final String code;

    DeathStatus(String code) {
        this.code = code;
    }

    /** The status with this code, or nothing when there is none. */
    public static Optional<DeathStatus> ofCode(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equals(code))
                .findFirst();
    }

    /** Its code on the wire. */
    public String code() {
        return code;
    }
}
