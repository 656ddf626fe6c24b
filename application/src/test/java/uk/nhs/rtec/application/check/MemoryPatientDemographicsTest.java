package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;

final class MemoryPatientDemographicsTest implements PatientDemographicsContract {

    private final MemoryPatientDemographics demographics = new MemoryPatientDemographics();

    @Override
    public PatientDemographics demographics() {
        return demographics;
    }

    @Override
    public void records(PatientRecord person) {
        demographics.record(person);
    }

    @Override
    public void supersedes(NhsNumber superseded, PatientRecord survivor) {
        demographics.supersede(superseded, survivor);
    }

    @Override
    public void invalidates(NhsNumber number) {
        demographics.invalidate(number);
    }

    @Override
    public void fallsSilent(Silence silence) {
        demographics.fallSilent(silence);
    }

    @Test
    void afterASilenceItAnswersAgain() {
        demographics.record(IMOGEN);
        demographics.fallSilent(Silence.TIMED_OUT);
        demographics.speak();

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
    }
}
