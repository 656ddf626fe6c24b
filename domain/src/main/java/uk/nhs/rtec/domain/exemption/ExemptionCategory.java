package uk.nhs.rtec.domain.exemption;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Optional;

/** A kind of exemption that the register holds certificates of, in the order of the national vocabulary. */
public enum ExemptionCategory {
    MATERNITY(ChargeExemption.MATERNITY, Cover.EVERY_ITEM),
    MEDICAL(ChargeExemption.MEDICAL, Cover.EVERY_ITEM),
    PREPAYMENT(ChargeExemption.PREPAYMENT, Cover.EVERY_ITEM),
    /** Covers what is prescribed for the accepted disablement, and nothing else. */
    WAR_PENSION(ChargeExemption.WAR_PENSION, Cover.SOME_ITEMS),
    LOW_INCOME(ChargeExemption.LOW_INCOME, Cover.EVERY_ITEM),
    INCOME_SUPPORT(ChargeExemption.INCOME_SUPPORT, Cover.EVERY_ITEM),
    JOBSEEKERS_ALLOWANCE(ChargeExemption.JOBSEEKERS_ALLOWANCE, Cover.EVERY_ITEM),
    TAX_CREDIT(ChargeExemption.TAX_CREDIT, Cover.EVERY_ITEM),
    PENSION_CREDIT(ChargeExemption.PENSION_CREDIT, Cover.EVERY_ITEM),
    /** A certificate of this kind holds the days for which one qualifying assessment period counts. */
    UNIVERSAL_CREDIT(ChargeExemption.UNIVERSAL_CREDIT, Cover.EVERY_ITEM),
    /** Covers the items of Drug Tariff part XVI, and nothing else. */
    HRT_PREPAYMENT(ChargeExemption.HRT_PREPAYMENT, Cover.SOME_ITEMS);

    private static final LocalDate LAST_DAY_OF_TAX_CREDIT = LocalDate.of(2025, Month.APRIL, 5);

    private enum Cover {
        EVERY_ITEM,
        SOME_ITEMS
    }

    private final ChargeExemption exemption;
    private final Cover cover;

    ExemptionCategory(ChargeExemption exemption, Cover cover) {
        this.exemption = exemption;
        this.cover = cover;
    }

    /** The category with this code, or nothing when no certificates of that kind are held. */
    public static Optional<ExemptionCategory> ofCode(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code().equals(code))
                .findFirst();
    }

    /** The value of the national vocabulary that names this category. */
    public ChargeExemption exemption() {
        return exemption;
    }

    /** The four-digit code of the national vocabulary. */
    public String code() {
        return exemption.code();
    }

    /** Whether a certificate of this kind frees every item, so that it can answer for a prescription whose items are not known. */
    public boolean coversEveryItem() {
        return cover == Cover.EVERY_ITEM;
    }

    /** The last day on which any certificate of this kind counts, whatever is printed on it. */
    LocalDate lastDayOfAll() {
        return this == TAX_CREDIT ? LAST_DAY_OF_TAX_CREDIT : LocalDate.MAX;
    }
}
