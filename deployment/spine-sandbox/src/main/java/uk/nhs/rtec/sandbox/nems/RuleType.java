package uk.nhs.rtec.sandbox.nems;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How a generic subscription says whose patients it is about (EMS-SubscriptionRuleType-1). */
public enum RuleType {
    GP_GP_GP,
    UHV_POSTCODE_LACODE,
    CHO_GP_CCG,
    CHO_POSTCODE_CCG,
    COUNTRYCODE;

    private static final String ENGLAND = "E92000001";
    private static final Set<String> COUNTRIES =
            Set.of(ENGLAND, "W92000004", "S92000003", "N92000002", "L93000001", "M83000003");
    // The organisation that the test harness of NEMS has never heard of.
    private static final String UNKNOWN = "Z99999";

    static Optional<RuleType> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    boolean knows(String organisation) {
        return this == COUNTRYCODE ? COUNTRIES.contains(organisation) : !organisation.equals(UNKNOWN);
    }

    /**
     * Whether the organisation looks after the patient. The sandbox's people all live in England; which area a postcode is in, or which
     * commissioner a practice belongs to, it does not know.
     */
    boolean covers(String organisation, Occurrence occurrence) {
        return switch (this) {
            case GP_GP_GP -> occurrence.practice().filter(organisation::equals).isPresent();
            case COUNTRYCODE -> organisation.equals(ENGLAND);
            case UHV_POSTCODE_LACODE, CHO_GP_CCG, CHO_POSTCODE_CCG -> false;
        };
    }
}
