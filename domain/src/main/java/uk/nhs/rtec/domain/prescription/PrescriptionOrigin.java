package uk.nhs.rtec.domain.prescription;

/** Whose rules a prescription falls under, read off its type code (EPS prescription type vocabulary). */
public enum PrescriptionOrigin {
    /** The NHS in England: the only one whose charge exemptions are on record here. */
    ENGLISH_NHS,
    PRIVATE,
    WELSH,
    ISLE_OF_MAN;

    /**
     * The origin that a four-digit type code tells: 0009 and 09xx are private; 02xx, 20xx and 0707 Welsh; 05xx and 50xx from the Isle of
     * Man; every other one is English.
     */
    public static PrescriptionOrigin ofTypeCode(String code) {
        if (code.equals("0009") || code.startsWith("09")) {
            return PRIVATE;
        }
        if (code.startsWith("02") || code.startsWith("20") || code.equals("0707")) {
            return WELSH;
        }
        if (code.startsWith("05") || code.startsWith("50")) {
            return ISLE_OF_MAN;
        }
        return ENGLISH_NHS;
    }
}
