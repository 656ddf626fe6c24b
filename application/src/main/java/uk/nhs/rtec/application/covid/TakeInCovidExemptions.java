package uk.nhs.rtec.application.covid;

import java.util.Iterator;
import java.util.function.Consumer;

/** Takes records in, each pending until its NHS number is verified. */
public interface TakeInCovidExemptions {

    /**
     * Stores every good record and reports every other; the same records once more change nothing. Memory does not grow with their
     * number.
     *
     * @param refusals told of each refusal, in no promised order
     * @throws CovidRecordsUnavailable when the store stops answering: what was stored until then stays, and may be sent again
     */
    CovidIntake takeIn(Iterator<CovidLine> lines, Consumer<CovidRefusal> refusals);
}
