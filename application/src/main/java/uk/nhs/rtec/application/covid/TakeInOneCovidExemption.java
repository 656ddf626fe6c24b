package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.function.Function;
import uk.nhs.rtec.domain.covid.HeldExemption;

/** Takes one record in, pending until its NHS number is verified. */
public interface TakeInOneCovidExemption {

    /**
     * Stores the record, unless it is held already.
     *
     * @throws CovidRecordsUnavailable when the store cannot say
     */
    Result takeIn(CovidLine line);

    /** What became of the record. */
    sealed interface Result {

        /** One answer for each way that taking in can end. */
        default <T> T map(
                Function<? super Added, ? extends T> added,
                Function<? super Unchanged, ? extends T> unchanged,
                Function<? super OtherRecord, ? extends T> otherRecord,
                Function<? super Refused, ? extends T> refused) {
            if (this instanceof Added result) {
                return added.apply(result);
            }
            if (this instanceof Unchanged result) {
                return unchanged.apply(result);
            }
            if (this instanceof OtherRecord result) {
                return otherRecord.apply(result);
            }
            return refused.apply((Refused) this);
        }
    }

    /** It is held now, and was not before. */
    record Added(HeldExemption held) implements Result {}

    /** It was held already, the same in every detail. */
    record Unchanged() implements Result {}

    /** Another record is held under its id. */
    record OtherRecord() implements Result {}

    /** It is no record: every fault is named. */
    record Refused(List<CovidRefusal> refusals) implements Result {

        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
