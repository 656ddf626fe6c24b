package uk.nhs.rtec.spine.nems;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everybody for whom a generic subscription is.
 *
 * @param rule by what NEMS tells whether somebody belongs to it (EMS-SubscriptionRuleType-1)
 * @param organisation the area's or organisation's code for that rule
 */
public record Area(String rule, String organisation) {

    private static final Set<String> RULES =
            Set.of("GP_GP_GP", "UHV_POSTCODE_LACODE", "CHO_GP_CCG", "CHO_POSTCODE_CCG", "COUNTRYCODE");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,10}");

    /** All of England. */
    public static final Area ENGLAND = new Area("COUNTRYCODE", "E92000001");

    public Area {
        if (!RULES.contains(rule)) {
            throw new IllegalArgumentException("not a rule of generic subscriptions: " + rule);
        }
        if (!CODE.matcher(organisation).matches()) {
            throw new IllegalArgumentException("not the code of an area: " + organisation);
        }
    }
}
