package uk.nhs.rtec.domain.proof;

import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;

/** Every word that stands in the ledger for something; a word that was ever written is never given another meaning. */
public final class Words {

    /** How a check ended. */
    public static final String EXEMPTION_FOUND = "EXEMPTION_FOUND";

    public static final String NO_EXEMPTION_FOUND = "NO_EXEMPTION_FOUND";
    public static final String NOT_CHECKED = "NOT_CHECKED";
    public static final String UNDETERMINED = "UNDETERMINED";

    /** What the demographics answered; beside {@link #UNTRACED}. */
    public static final String TRACED = "TRACED";

    /** What the tracker answered. */
    public static final String FOUND = "FOUND";

    public static final String NOT_FOUND = "NOT_FOUND";
    public static final String ISSUE_NOT_FOUND = "ISSUE_NOT_FOUND";

    /** That one of them did not. */
    public static final String NO_ANSWER = "NO_ANSWER";

    public static final Spelling<NotChecked.Reason> NOT_CHECKED_REASON =
            Spelling.of(NotChecked.Reason.class, reason -> switch (reason) {
                case PATIENT_UNKNOWN -> "PATIENT_UNKNOWN";
                case PATIENT_INVALIDATED -> "PATIENT_INVALIDATED";
                case PATIENT_RESTRICTED -> "PATIENT_RESTRICTED";
                case PATIENT_DECEASED -> "PATIENT_DECEASED";
                case DETAILS_MISSING -> "DETAILS_MISSING";
                case DETAILS_DIFFER -> "DETAILS_DIFFER";
                case PRESCRIPTION_UNKNOWN -> "PRESCRIPTION_UNKNOWN";
                case PRESCRIPTION_OF_ANOTHER -> "PRESCRIPTION_OF_ANOTHER";
                case PRESCRIPTION_NOT_ENGLISH -> "PRESCRIPTION_NOT_ENGLISH";
                case PRESCRIPTION_NOT_CHARGEABLE -> "PRESCRIPTION_NOT_CHARGEABLE";
            });

    public static final Spelling<Undetermined.Source> SOURCE =
            Spelling.of(Undetermined.Source.class, source -> switch (source) {
                case PDS -> "PDS";
                case PRESCRIPTION_TRACKER -> "PRESCRIPTION_TRACKER";
                case EXEMPTION_REGISTER -> "EXEMPTION_REGISTER";
            });

    public static final Spelling<Silence> SILENCE = Spelling.of(Silence.class, silence -> switch (silence) {
        case TIMED_OUT -> "TIMED_OUT";
        case UNREACHABLE -> "UNREACHABLE";
        case REFUSED -> "REFUSED";
        case UNREADABLE -> "UNREADABLE";
        case NOT_ASKED -> "NOT_ASKED";
    });

    public static final Spelling<Untraced.Reason> UNTRACED =
            Spelling.of(Untraced.Reason.class, reason -> switch (reason) {
                case UNKNOWN -> "UNKNOWN";
                case INVALIDATED -> "INVALIDATED";
            });

    public static final Spelling<PrescriptionOrigin> ORIGIN =
            Spelling.of(PrescriptionOrigin.class, origin -> switch (origin) {
                case ENGLISH_NHS -> "ENGLISH_NHS";
                case PRIVATE -> "PRIVATE";
                case WELSH -> "WELSH";
                case ISLE_OF_MAN -> "ISLE_OF_MAN";
            });

    /** By the codes of the national vocabulary. */
    public static final Spelling<ChargeExemption> EXEMPTION = Spelling.of(ChargeExemption.class, ChargeExemption::code);

    /** By the codes of the national vocabulary. */
    public static final Spelling<ExemptionCategory> CATEGORY =
            Spelling.of(ExemptionCategory.class, ExemptionCategory::code);

    /** By the tracker's codes. */
    public static final Spelling<PrescriptionState> STATE =
            Spelling.of(PrescriptionState.class, PrescriptionState::code);

    private Words() {}
}
