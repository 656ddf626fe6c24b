package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.function.Function;
import uk.nhs.rtec.domain.covid.CovidExemption;

/** What an app is told. */
public sealed interface CovidAnswer {

    /** Everything that is current; nothing of it when there is none. */
    record Current(List<CovidExemption> exemptions) implements CovidAnswer {

        public Current {
            exemptions = List.copyOf(exemptions);
        }
    }

    /** The patient is not known well enough for this app. */
    record LevelTooLow() implements CovidAnswer {}

    /** The patient asked about somebody else, and that is on record. */
    record AnotherPatient() implements CovidAnswer {}

    /** One answer for each way that a question can end. */
    default <T> T map(
            Function<? super Current, ? extends T> current,
            Function<? super LevelTooLow, ? extends T> levelTooLow,
            Function<? super AnotherPatient, ? extends T> anotherPatient) {
        if (this instanceof Current answer) {
            return current.apply(answer);
        }
        if (this instanceof LevelTooLow answer) {
            return levelTooLow.apply(answer);
        }
        return anotherPatient.apply((AnotherPatient) this);
    }
}
