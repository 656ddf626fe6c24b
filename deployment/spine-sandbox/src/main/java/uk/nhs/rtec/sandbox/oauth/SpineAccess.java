package uk.nhs.rtec.sandbox.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an application is known to Spine behind the platform. */
public enum SpineAccess {
    /** As an accredited system that may use what it asks for. */
    GRANTED,
    /** Not at all: no ASID was ever associated with it. */
    NO_ASID,
    /** As a system without the interaction that it asks for. */
    NO_INTERACTION;

    static Optional<SpineAccess> named(String name) {
        return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
