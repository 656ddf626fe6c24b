package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.covid.ExampleCovid.IMOGEN;
import static uk.nhs.rtec.application.covid.ExampleCovid.OTHER;
import static uk.nhs.rtec.application.covid.ExampleCovid.exemption;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What every source of COVID-19 exemptions owes, whether an app asks for itself or for the patient who is signed in to it. */
public interface CovidExemptionSourceContract {

    /** The source under test. */
    CovidExemptionSource source();

    /** From now on these are what is recorded and verified of the patient with this number. */
    void holds(NhsNumber number, List<CovidExemption> exemptions);

    /** The moment that is now to the source. */
    Instant now();

    /** An app that answers for itself. */
    default Asking byApp() {
        return ExampleCovid.BY_APP;
    }

    /** The patient with this number, signed in to an app. */
    default Asking byPatient(NhsNumber number) {
        return ExampleCovid.byPatient(number);
    }

    @ParameterizedTest
    @EnumSource(CovidStatus.class)
    default void whatIsCurrentIsFoundWhole(CovidStatus status) {
        CovidExemption open = exemption("open." + status.code(), IMOGEN, status, Optional.empty());
        CovidExemption ends = exemption("ends." + status.code(), OTHER, status, Optional.of(second().plusSeconds(60)));
        holds(IMOGEN, List.of(open));
        holds(OTHER, List.of(ends));

        assertThat(found(IMOGEN, byApp())).containsExactly(open);
        assertThat(found(OTHER, byApp())).containsExactly(ends);
    }

    @Test
    default void ofSomebodyWithoutAnyNothingIsFound() {
        holds(IMOGEN, List.of());

        assertThat(found(IMOGEN, byApp())).isEmpty();
        assertThat(found(IMOGEN, byPatient(IMOGEN))).isEmpty();
    }

    @Test
    default void aPatientIsToldTheSameAsAnApp() {
        CovidExemption exemption = exemption("both", IMOGEN, CovidStatus.EXEMPT_FROM_VACCINATION, Optional.empty());
        holds(IMOGEN, List.of(exemption));

        assertThat(found(IMOGEN, byPatient(IMOGEN))).containsExactly(exemption);
    }

    @Test
    default void severalAreFoundInTheOrderOfTheirIds() {
        CovidExemption first = exemption("s.1", IMOGEN, CovidStatus.DECLINED_FOR_VACCINATION, Optional.empty());
        CovidExemption second = exemption("s.2", IMOGEN, CovidStatus.EXEMPT_FROM_VACCINATION, Optional.empty());
        holds(IMOGEN, List.of(second, first));

        assertThat(found(IMOGEN, byApp())).containsExactly(first, second);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "-60,  -1, false, ended a second ago",
        "-60,   0, true,  ends now",
        "  0,  60, true,  begins now",
        "  1,  60, false, begins in a second"
    })
    default void onlyWhatIsCurrentIsFound(long begins, long ends, boolean found, String remark) {
        CovidExemption exemption = exemption(
                "p" + begins + "." + ends,
                IMOGEN,
                CovidStatus.EXEMPT_FROM_VACCINATION_AND_TESTING,
                new ExemptionPeriod(second().plusSeconds(begins), Optional.of(second().plusSeconds(ends))));
        holds(IMOGEN, List.of(exemption));

        assertThat(source().currentOf(IMOGEN, byApp(), second())
                        .map(CovidFindings.Held::exemptions, CovidExemptionSourceContract::silent)
                        .contains(exemption))
                .isEqualTo(found);
    }

    @Test
    default void whatIsAnothersIsNotFound() {
        holds(OTHER, List.of(exemption("other", OTHER, CovidStatus.EXEMPT_FROM_VACCINATION, Optional.empty())));
        holds(IMOGEN, List.of());

        assertThat(found(IMOGEN, byApp())).isEmpty();
    }

    /** Without fractions, which the wire of an upstream has no place for. */
    private Instant second() {
        return now().truncatedTo(ChronoUnit.SECONDS);
    }

    private List<CovidExemption> found(NhsNumber number, Asking asking) {
        return source().currentOf(number, asking, now())
                .map(CovidFindings.Held::exemptions, CovidExemptionSourceContract::silent);
    }

    private static List<CovidExemption> silent(CovidFindings.NoAnswer noAnswer) {
        throw new AssertionError("the source is silent: " + noAnswer.silence());
    }
}
