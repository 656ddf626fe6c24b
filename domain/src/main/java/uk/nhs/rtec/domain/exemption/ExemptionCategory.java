package uk.nhs.rtec.domain.exemption;

import static uk.nhs.rtec.domain.exemption.DayRule.atMost;
import static uk.nhs.rtec.domain.exemption.DayRule.beforeBirthday;
import static uk.nhs.rtec.domain.exemption.DayRule.notAfter;
import static uk.nhs.rtec.domain.exemption.DayRule.notBefore;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.nhs.rtec.domain.patient.DateOfBirth;

/**
 * A kind of exemption that the register holds certificates of, in the order of the national vocabulary, with the rules that narrow the days
 * on which it counts. Where no rule stands, the printed days are all there is: a maternity certificate can be extended when the child is
 * born late, and nothing limits an HC2 or a benefit but its award.
 */
public enum ExemptionCategory {
    MATERNITY(ChargeExemption.MATERNITY, Cover.EVERY_ITEM),
    MEDICAL(ChargeExemption.MEDICAL, Cover.EVERY_ITEM, atMost(Period.ofYears(5)), beforeBirthday(60)),
    /** Of 3 or 12 months; one whose direct debit has lapsed is revoked for that reason. */
    PREPAYMENT(ChargeExemption.PREPAYMENT, Cover.EVERY_ITEM, atMost(Period.ofMonths(12))),
    /** Covers what is prescribed for the accepted disablement, and nothing else. */
    WAR_PENSION(ChargeExemption.WAR_PENSION, Cover.SOME_ITEMS),
    /** HC2, which names partners and dependants; an HC3 does not cover prescriptions and is not held. */
    LOW_INCOME(ChargeExemption.LOW_INCOME, Cover.EVERY_ITEM),
    INCOME_SUPPORT(ChargeExemption.INCOME_SUPPORT, Cover.EVERY_ITEM),
    JOBSEEKERS_ALLOWANCE(ChargeExemption.JOBSEEKERS_ALLOWANCE, Cover.EVERY_ITEM),
    TAX_CREDIT(ChargeExemption.TAX_CREDIT, Cover.EVERY_ITEM, notAfter(2025, 4, 5)),
    PENSION_CREDIT(ChargeExemption.PENSION_CREDIT, Cover.EVERY_ITEM),
    /** A certificate of this kind holds the days for which one qualifying assessment period counts; the next period is another one. */
    UNIVERSAL_CREDIT(ChargeExemption.UNIVERSAL_CREDIT, Cover.EVERY_ITEM),
    /** Covers the items of Drug Tariff part XVI, and nothing else. */
    HRT_PREPAYMENT(
            ChargeExemption.HRT_PREPAYMENT, Cover.SOME_ITEMS, notBefore(2023, 4, 1), atMost(Period.ofMonths(12)));

    private enum Cover {
        EVERY_ITEM,
        SOME_ITEMS
    }

    private static final Map<String, ExemptionCategory> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ExemptionCategory::code, Function.identity()));

    private final ChargeExemption exemption;
    private final Cover cover;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed, and a rule has nothing that could be.
    private final List<DayRule> rules;

    ExemptionCategory(ChargeExemption exemption, Cover cover, DayRule... rules) {
        this.exemption = exemption;
        this.cover = cover;
        this.rules = List.of(rules);
    }

    /** The category with this code, or nothing when no certificates of that kind are held. */
    public static Optional<ExemptionCategory> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
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

    /** The first day on which a certificate of this kind counts that is printed with these days. */
    LocalDate firstDay(Validity printed) {
        return rules.stream()
                .map(rule -> rule.firstDay(printed.from()))
                .reduce(printed.from(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The last day on which it counts for someone born on that day; before the first when it never does. */
    LocalDate lastDay(Validity printed, DateOfBirth born) {
        return rules.stream()
                .map(rule -> rule.lastDay(printed.from(), born))
                .reduce(printed.to(), (one, other) -> one.isBefore(other) ? one : other);
    }
}
