package uk.nhs.rtec.application.covid;

import java.util.List;
import java.util.function.Function;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.CovidExemption;

/** What a source knows of one patient's exemptions. */
public sealed interface CovidFindings {

    /** Everything it holds, which may be nothing. */
    record Held(List<CovidExemption> exemptions) implements CovidFindings {

        public Held {
            exemptions = List.copyOf(exemptions);
        }
    }

    /** The source did not say. */
    record NoAnswer(Silence silence) implements CovidFindings {}

    /** One answer for each way that asking a source can end. */
    default <T> T map(Function<? super Held, ? extends T> held, Function<? super NoAnswer, ? extends T> noAnswer) {
        return this instanceof Held answer ? held.apply(answer) : noAnswer.apply((NoAnswer) this);
    }
}
