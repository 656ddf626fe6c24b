package uk.nhs.rtec.domain.exemption;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One value of the national PrescriptionChargeExemption vocabulary (OID 2.16.840.1.113883.2.1.3.2.4.16.33, FHIR code system
 * {@code https://fhir.nhs.uk/CodeSystem/prescription-charge-exemption} 1.0.4), and the {@code 9005} that only the Real Time Exemption
 * Checking specification names (Client Functional Requirements 1.4, Annex A).
 */
public enum ChargeExemption {
    PAID_AT_OLD_RATE("0000", "Patient has paid appropriate charges at old rate"),
    PAID("0001", "Patient has paid appropriate charges"),
    AGE("0002", "Is 60 years of age or over or is under 16 years of age"),
    FULL_TIME_EDUCATION("0003", "16, 17 or 18 and in full-time education"),
    SIXTY_OR_OVER("0004", "is 60 years of age or over"),
    MATERNITY("0005", "Maternity exemption certificate"),
    MEDICAL("0006", "Medical exemption certificate"),
    PREPAYMENT("0007", "Prescription prepayment certificate"),
    WAR_PENSION("0008", "Prescription exemption certificate issued by Ministry of Defence"),
    LOW_INCOME("0009", "HC2 (full help) certificate"),
    CONTRACEPTIVES("0010", "Was prescribed free-of-charge contraceptives"),
    INCOME_SUPPORT("0011", "Income support or Income-related Employment and Support Allowance"),
    JOBSEEKERS_ALLOWANCE("0012", "Income based Job Seeker's Allowance"),
    TAX_CREDIT("0013", "Tax credit exemption certificate"),
    PENSION_CREDIT("0014", "Pension Credit Guarantee Credit (including partners)"),
    SECURE_ACCOMMODATION(
            "0015",
            "Was prescribed free-of-charge HMP/prisoners/persons detained in other secure accommodation medication"),
    UNIVERSAL_CREDIT("0016", "Universal Credit and meets the criteria"),
    SEXUAL_HEALTH("0017", "Was prescribed free-of-charge STI sexual health medication"),
    MENTAL_HEALTH("0018", "Was prescribed free-of-charge mental health medication"),
    TUBERCULOSIS("0019", "Was prescribed free-of-charge TB medication"),
    HRT_PREPAYMENT("0020", "HRT only Prescription prepayment certificate"),
    WALES_NO_CHARGE("1001", "Welsh Prescription Welsh Dispenser - No Charge (Wales Only)"),
    WALES_ENTITLEMENT_CARD("1002", "Welsh Entitlement Card (Wales Only)"),
    MATERNITY_CONFIRMED_BY_SOURCE("9005", "has a valid maternity exemption certificate - confirmed by RTEC source"),
    CONFIRMED("9180", "Real-time exemption checking"),
    MATERNITY_CONFIRMED("9181", "Maternity exemption certificate"),
    MEDICAL_CONFIRMED("9182", "Medical exemption certificate"),
    TAX_CREDIT_CONFIRMED("9183", "Tax credit exemption certificate"),
    LOW_INCOME_CONFIRMED("9184", "Is named on a current HC2 charges certificate"),
    PREPAYMENT_CONFIRMED("9185", "Prescription prepayment certificate"),
    HRT_PREPAYMENT_CONFIRMED("9186", "HRT Only PPC"),
    BENEFITS_CONFIRMED("9200", "All DWP");

    private static final Map<String, ChargeExemption> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ChargeExemption::code, Function.identity()));

    private final String code;
    private final String display;

    ChargeExemption(String code, String display) {
        this.code = code;
        this.display = display;
    }

    /** The value with this four-digit code, or nothing when the vocabulary has none. */
    public static Optional<ChargeExemption> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The four-digit code that goes into the reimbursement claim. */
    public String code() {
        return code;
    }

    /** What the vocabulary calls it. */
    public String display() {
        return display;
    }
}
