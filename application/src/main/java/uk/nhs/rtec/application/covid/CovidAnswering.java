package uk.nhs.rtec.application.covid;

import java.time.Instant;
import java.time.InstantSource;
import uk.nhs.rtec.domain.covid.Asking;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Asks whether one may be told, and only then what. */
public final class CovidAnswering implements AnswerCovidQuestion {

    private final CovidExemptionSource source;
    private final CovidAttempts attempts;
    private final InstantSource clock;

    public CovidAnswering(CovidExemptionSource source, CovidAttempts attempts, InstantSource clock) {
        this.source = source;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public CovidAnswer answer(Asking asking, NhsNumber number) {
        return switch (asking.permissionFor(number)) {
            case GRANTED -> current(asking, number);
            case LEVEL_TOO_LOW -> new CovidAnswer.LevelTooLow();
            case ANOTHER_PATIENT -> recorded(asking, number);
        };
    }

    private CovidAnswer current(Asking asking, NhsNumber number) {
        Instant now = clock.instant();
        return source.currentOf(number, asking, now)
                .map(held -> new CovidAnswer.Current(held.exemptions()), noAnswer -> {
                    throw new CovidRecordsUnavailable("the COVID-19 exemptions are silent: " + noAnswer.silence());
                });
    }

    private CovidAnswer recorded(Asking asking, NhsNumber number) {
        SignedInPatient patient = asking.patient().orElseThrow();
        attempts.add(new AttemptAtAnother(asking.app().id(), patient.nhsNumber(), number, clock.instant()));
        return new CovidAnswer.AnotherPatient();
    }
}
