package uk.nhs.rtec.domain.covid;

import java.util.Arrays;
import java.util.Optional;

/** How a decision on an exemption ended, in the codes of the COVID-19 medical exemption code system. */
public enum CovidStatus {
    EXEMPT_FROM_VACCINATION("1", "Approved: Exemption from COVID vaccination"),
    EXEMPT_FROM_VACCINATION_AND_TESTING("2", "Approved: Exemption from COVID vaccination and testing"),
    DECLINED_FOR_VACCINATION("3", "Declined: Exemption from COVID vaccination"),
    DECLINED_FOR_VACCINATION_AND_TESTING("4", "Declined: Exemption from COVID vaccination and testing");

    private final String code;
    private final String display;

    CovidStatus(String code, String display) {
        this.code = code;
        this.display = display;
    }

    /** The status with this code, or nothing: 5 and 6 say why a record was removed, and are no status. */
    public static Optional<CovidStatus> ofCode(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equals(code))
                .findFirst();
    }

    public String code() {
        return code;
    }

    /** Its wording in the published examples of the API, which is not that of the code system. */
    public String display() {
        return display;
    }
}
