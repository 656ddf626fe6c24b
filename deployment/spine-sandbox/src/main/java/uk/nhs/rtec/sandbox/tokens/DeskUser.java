package uk.nhs.rtec.sandbox.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Somebody the desk hands tokens to, each with a practitioner id and a system of their own. */
enum DeskUser {
    PHARMACIST("555200000101", "200000001101", "FML84", "B0570"),
    NO_ACTIVITY("555200000102", "200000001102", "FML84", ""),
    REGISTER_OFFICER("555200000103", "200000001103", "T1450", "REGISTER"),
    AUDITOR("555200000104", "200000001104", "T1450", "AUDITOR"),
    AUDIT_APPROVER("555200000105", "200000001105", "T1450", "AUDIT_APPROVER"),
    CLAIMS_OFFICER("555200000106", "200000001106", "T1450", "CLAIMS"),
    GOVERNANCE("555200000107", "200000001107", "T1450", "GOVERNANCE"),
    /** An application that nobody is signed in to. */
    COVID_APP("", "", "", ""),
    /** A member of the public, signed in by NHS login. */
    PATIENT("", "", "", ""),
    /** A member of staff, signed in by CIS2. */
    HEALTHCARE_WORKER("656005750107", "", "", "");

    private final String practitioner;
    private final String asid;
    private final String organisation;
    private final String group;

    DeskUser(String practitioner, String asid, String organisation, String group) {
        this.practitioner = practitioner;
        this.asid = asid;
        this.organisation = organisation;
        this.group = group;
    }

    static Optional<DeskUser> named(String name) {
        return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(DeskUser::label).collect(Collectors.joining(", "));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String practitioner() {
        return practitioner;
    }

    String asid() {
        return asid;
    }

    String organisation() {
        return organisation;
    }

    List<String> groups() {
        return group.isEmpty() ? List.of() : List.of(group);
    }
}
