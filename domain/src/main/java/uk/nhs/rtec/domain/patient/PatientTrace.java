package uk.nhs.rtec.domain.patient;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;

/** What the national demographics answered when asked for a patient. */
public sealed interface PatientTrace {

    /**
     * The number is known, and this is who has it.
     *
     * @param askedBefore when the demographics were really asked, if that was for an earlier check
     */
    record Traced(PatientRecord record, Optional<Instant> askedBefore) implements PatientTrace {

        /** What the demographics answered to this very question. */
        public Traced(PatientRecord record) {
            this(record, Optional.empty());
        }
    }

    /** The number leads to nobody. */
    record Untraced(Reason reason) implements PatientTrace {

        /** Why a number leads to nobody. */
        public enum Reason {
            /** Nobody has this number. */
            UNKNOWN,
            /** The number was withdrawn and no other took its place. */
            INVALIDATED
        }
    }

    /** The demographics did not say. */
    record NoAnswer(Silence silence) implements PatientTrace {}

    /** One answer for each way that a trace can end. */
    default <T> T map(
            Function<? super Traced, ? extends T> traced,
            Function<? super Untraced, ? extends T> untraced,
            Function<? super NoAnswer, ? extends T> noAnswer) {
        if (this instanceof Traced answer) {
            return traced.apply(answer);
        }
        if (this instanceof Untraced answer) {
            return untraced.apply(answer);
        }
        return noAnswer.apply((NoAnswer) this);
    }
}
