package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.covid.AppId;

/** What every store of attempts owes. */
public interface CovidAttemptsContract {

    AttemptAtAnother ATTEMPT =
            new AttemptAtAnother(new AppId("covid-demo-app"), ExampleCovid.IMOGEN, ExampleCovid.OTHER, NOON);

    /** The store under test; empty when a test begins. */
    CovidAttempts attempts();

    /** What is on record, in any order. */
    List<AttemptAtAnother> onRecord();

    @Test
    default void everyAttemptIsKeptAsItWasAlsoTheSameOnceMore() {
        attempts().add(ATTEMPT);
        attempts().add(ATTEMPT);
        assertThat(onRecord()).containsExactly(ATTEMPT, ATTEMPT);
    }
}
