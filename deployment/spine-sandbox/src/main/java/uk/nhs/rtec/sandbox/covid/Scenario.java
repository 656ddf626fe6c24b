package uk.nhs.rtec.sandbox.covid;

import java.util.Optional;

/** What the published sandbox answers, by the remainder of the NHS number divided by five. */
enum Scenario {
    NONE(0, "", "", true),
    EXEMPT(1, "1", "Approved: Exemption from COVID vaccination", true),
    EXEMPT_FROM_TESTING_TOO(2, "2", "Approved: Exemption from COVID vaccination and testing", false),
    DECLINED(3, "3", "Declined: Exemption from COVID vaccination", false),
    DECLINED_FOR_TESTING_TOO(4, "4", "Declined: Exemption from COVID vaccination and testing", false);

    private static final int SCENARIOS = 5;

    private final int remainder;
    private final String code;
    private final String display;
    private final boolean openEnded;

    Scenario(int remainder, String code, String display, boolean openEnded) {
        this.remainder = remainder;
        this.code = code;
        this.display = display;
        this.openEnded = openEnded;
    }

    /** That of a number, or nothing when it has no exemption. */
    static Optional<Scenario> of(String nhsNumber) {
        long remainder = Long.parseLong(nhsNumber) % SCENARIOS;
        for (Scenario scenario : values()) {
            if (scenario.remainder == remainder && scenario != NONE) {
                return Optional.of(scenario);
            }
        }
        return Optional.empty();
    }

    String code() {
        return code;
    }

    String display() {
        return display;
    }

    boolean isOpenEnded() {
        return openEnded;
    }
}
