package uk.nhs.rtec.domain.exemption;

/** Which code of the vocabulary the counter is told for a confirmed exemption; the true one is always in the ledger. */
public enum DisclosurePolicy {
    /** 9005 for maternity, which the specification names and lets be shown, and 9180 for every other: the counter does not learn why. */
    PUBLISHED,
    /** As {@link #PUBLISHED}, in codes of the present national code system only: 9181 and 9180. */
    CURRENT,
    /** 9180 whatever was found. */
    GENERIC,
    /** One code for each group of categories. */
    CATEGORISED;

    /** The code to disclose for an exemption of that category. */
    public ChargeExemption disclosed(ExemptionCategory category) {
        boolean maternity = category == ExemptionCategory.MATERNITY;
        return switch (this) {
            case PUBLISHED -> maternity ? ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE : ChargeExemption.CONFIRMED;
            case CURRENT -> maternity ? ChargeExemption.MATERNITY_CONFIRMED : ChargeExemption.CONFIRMED;
            case GENERIC -> ChargeExemption.CONFIRMED;
            case CATEGORISED ->
                switch (category) {
                    case MATERNITY -> ChargeExemption.MATERNITY_CONFIRMED;
                    case MEDICAL -> ChargeExemption.MEDICAL_CONFIRMED;
                    case PREPAYMENT -> ChargeExemption.PREPAYMENT_CONFIRMED;
                    case LOW_INCOME -> ChargeExemption.LOW_INCOME_CONFIRMED;
                    case TAX_CREDIT -> ChargeExemption.TAX_CREDIT_CONFIRMED;
                    case INCOME_SUPPORT, JOBSEEKERS_ALLOWANCE, PENSION_CREDIT, UNIVERSAL_CREDIT ->
                        ChargeExemption.BENEFITS_CONFIRMED;
                    case HRT_PREPAYMENT -> ChargeExemption.HRT_PREPAYMENT_CONFIRMED;
                    case WAR_PENSION -> ChargeExemption.CONFIRMED;
                };
        };
    }
}
