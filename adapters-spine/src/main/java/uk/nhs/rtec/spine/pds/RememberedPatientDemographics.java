package uk.nhs.rtec.spine.pds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.StatedPatient;

/**
 * Demographics that are not asked again, for a short while, about somebody whom they have just verified: several prescriptions of one
 * patient come together. Any other detail than the ones that were verified is a new question, and so is everything that they did not verify.
 */
public final class RememberedPatientDemographics implements PatientDemographics {

    private static final int MOST_PATIENTS = 10_000;

    private final PatientDemographics demographics;
    private final InstantSource clock;
    private final StatedPatientHash hash = StatedPatientHash.ofThisRun();
    private final Cache<String, Remembered> remembered;

    private record Remembered(PatientRecord record, Instant askedAt) {
        @Override
        public String toString() {
            return "Remembered[…]";
        }
    }

    /** In front of these demographics, remembering for so long. */
    public RememberedPatientDemographics(PatientDemographics demographics, TraceMemory memory, InstantSource clock) {
        this(demographics, memory, clock, Ticker.systemTicker());
    }

    RememberedPatientDemographics(
            PatientDemographics demographics, TraceMemory memory, InstantSource clock, Ticker time) {
        this.demographics = demographics;
        this.clock = clock;
        remembered = Caffeine.newBuilder()
                .expireAfterWrite(memory.life())
                .maximumSize(MOST_PATIENTS)
                .ticker(time)
                // The little there is to tidy up is done by whoever asks: the JVM's common threads are not the
                // server's.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public PatientTrace trace(NhsNumber number) {
        return demographics.trace(number);
    }

    @Override
    public PatientTrace trace(StatedPatient stated) {
        String asked = hash.of(stated);
        return Optional.ofNullable(remembered.getIfPresent(asked))
                .<PatientTrace>map(before -> new Traced(before.record(), Optional.of(before.askedAt())))
                .orElseGet(() -> ask(stated, asked));
    }

    private PatientTrace ask(StatedPatient stated, String asked) {
        // To the microsecond, which is what the ledger keeps; and before the answer, so that it never looks younger
        // than it is.
        Instant askedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PatientTrace trace = demographics.trace(stated);
        if (trace instanceof Traced traced && traced.record().verifies(stated)) {
            remembered.put(asked, new Remembered(traced.record(), askedAt));
        }
        return trace;
    }
}
