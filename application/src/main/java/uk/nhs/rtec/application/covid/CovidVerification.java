package uk.nhs.rtec.application.covid;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.CovidRecordId;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.patient.PatientTrace;

/** Takes pending records one after the other to the national demographics. */
public final class CovidVerification implements VerifyCovidExemptions {

    private static final int RECORDS_IN_A_PAGE = 100;
    private static final int PAGES = 10;

    private final CovidExemptionStore store;
    private final PatientDemographics demographics;
    private final InstantSource clock;

    public CovidVerification(CovidExemptionStore store, PatientDemographics demographics, InstantSource clock) {
        this.store = store;
        this.demographics = demographics;
        this.clock = clock;
    }

    @Override
    public int verifyPending() {
        int verified = 0;
        Optional<CovidRecordId> last = Optional.empty();
        for (int page = 0; page < PAGES; page++) {
            List<HeldExemption> pending = store.pending(last, RECORDS_IN_A_PAGE);
            for (HeldExemption held : pending) {
                PatientTrace trace = demographics.trace(held.captured().nhsNumber());
                if (isSilentForAll(trace)) {
                    return verified;
                }
                verified += isKept(held, trace) ? 1 : 0;
                last = Optional.of(held.captured().id());
            }
            if (pending.size() < RECORDS_IN_A_PAGE) {
                return verified;
            }
        }
        return verified;
    }

    private boolean isKept(HeldExemption held, PatientTrace trace) {
        return held.verified(trace)
                .filter(changed -> store.keep(new CovidChange(changed, clock.instant(), Optional.empty())))
                .isPresent();
    }

    /** An answer that cannot be read is about one patient; any other silence will meet the next as well. */
    private static boolean isSilentForAll(PatientTrace trace) {
        return trace.<Boolean>map(
                traced -> false, untraced -> false, noAnswer -> noAnswer.silence() != Silence.UNREADABLE);
    }
}
