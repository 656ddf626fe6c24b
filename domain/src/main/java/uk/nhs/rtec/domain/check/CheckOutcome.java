package uk.nhs.rtec.domain.check;

import java.util.List;
import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;

/** How a check can end. */
public sealed interface CheckOutcome {

    /**
     * An exemption is on record.
     *
     * @param category why the patient is exempt: for the ledger
     * @param disclosed what the counter is told and claims with
     * @param basis the certificate that was disclosed, first, and every other one that counts; none when age alone exempts
     */
    record ExemptionFound(ChargeExemption category, ChargeExemption disclosed, List<ExemptionCertificate> basis)
            implements CheckOutcome {

        public ExemptionFound {
            basis = List.copyOf(basis);
        }
    }

    /** Every source was asked, and none has an exemption that counts today. */
    record NoExemptionFound() implements CheckOutcome {}

    /** The register may not answer for this patient or prescription. */
    record NotChecked(Reason reason) implements CheckOutcome {

        /** Why there was nothing to check; told to auditors only. */
        public enum Reason {
            PATIENT_UNKNOWN,
            PATIENT_INVALIDATED,
            PATIENT_RESTRICTED,
            PATIENT_DECEASED,
            /** The demographics lack a detail that was stated, so it cannot be verified. */
            DETAILS_MISSING,
            /** The demographics say otherwise than the dispenser. */
            DETAILS_DIFFER,
            PRESCRIPTION_UNKNOWN,
            PRESCRIPTION_OF_ANOTHER,
            /** Not a prescription of the NHS in England. */
            PRESCRIPTION_NOT_ENGLISH,
            /** Nobody can be charged for it as it stands: expired, cancelled, claimed, or not due yet. */
            PRESCRIPTION_NOT_CHARGEABLE
        }
    }

    /** A source that the answer hangs on was silent: nothing can be said. */
    record Undetermined(Source source, Silence silence) implements CheckOutcome {

        /** What an answer can hang on. */
        public enum Source {
            PDS,
            PRESCRIPTION_TRACKER,
            EXEMPTION_REGISTER
        }
    }

    /** One answer for each way that a check can end. */
    default <T> T map(
            Function<? super ExemptionFound, ? extends T> found,
            Function<? super NoExemptionFound, ? extends T> notFound,
            Function<? super NotChecked, ? extends T> notChecked,
            Function<? super Undetermined, ? extends T> undetermined) {
        if (this instanceof ExemptionFound outcome) {
            return found.apply(outcome);
        }
        if (this instanceof NoExemptionFound outcome) {
            return notFound.apply(outcome);
        }
        if (this instanceof NotChecked outcome) {
            return notChecked.apply(outcome);
        }
        return undetermined.apply((Undetermined) this);
    }
}
