package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What every source of COVID-19 exemptions owes. */
public interface CovidExemptionSourceContract {

    /** The source under test. */
    CovidExemptionSource source();

    /** The number of somebody who has one exemption of this status now. */
    NhsNumber anyoneWith(CovidStatus status);

    /** The number of somebody who has none now. */
    NhsNumber anyoneWithout();

    /** The moment that is now to the source. */
    Instant now();

    @ParameterizedTest
    @EnumSource(CovidStatus.class)
    default void whatIsCurrentIsFoundWhole(CovidStatus status) {
        NhsNumber number = anyoneWith(status);

        List<CovidExemption> found = found(number);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).nhsNumber()).isEqualTo(number);
        assertThat(found.get(0).status()).isEqualTo(status);
        assertThat(found.get(0).period().covers(now())).isTrue();
    }

    @Test
    default void ofSomebodyWithoutAnyNothingIsFound() {
        assertThat(found(anyoneWithout())).isEmpty();
    }

    private List<CovidExemption> found(NhsNumber number) {
        return source().currentOf(number, now()).map(CovidFindings.Held::exemptions, noAnswer -> {
            throw new AssertionError("the source is silent: " + noAnswer.silence());
        });
    }
}
