package uk.nhs.rtec.application.check;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Requester;

/** The one way in which an exemption is checked: verify, confirm, look up, decide, record, and only then answer. */
public final class ExemptionChecking implements CheckExemption {

    private final Sources sources;
    private final CheckLedger ledger;
    private final CheckPolicy policy;
    private final Threads threads;
    private final InstantSource clock;
    private final Supplier<CheckId> ids;

    /** The sources that a check hears. */
    public record Sources(PatientDemographics demographics, PrescriptionTracker tracker, ExemptionRegister register) {}

    /**
     * What carries the calls to each source, and refuses what it has no thread for; apart, so that who waits for one of them is in nobody
     * else's way.
     *
     * @param stores carries calls to our own database
     */
    public record Threads(Executor demographics, Executor tracker, Executor stores) {}

    /** A use case over these ports. */
    public ExemptionChecking(
            Sources sources,
            CheckLedger ledger,
            CheckPolicy policy,
            Threads threads,
            InstantSource clock,
            Supplier<CheckId> ids) {
        this.sources = sources;
        this.ledger = ledger;
        this.policy = policy;
        this.threads = threads;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public CheckAnswer check(
            Requester requester, StatedPatient patient, PrescriptionId prescription, RequestReference reference) {
        OpenCheck check = new OpenCheck(ids.get(), requester, patient, prescription, reference, now());
        Deadline deadline = new Deadline(clock, check.askedAt().plus(policy.deadline()));
        Optional<RecordedCheck> before = onRecordBefore(check, deadline);
        RecordedCheck answer =
                before.filter(found -> isAnswerTo(check, found)).orElseGet(() -> record(conclude(check), deadline));
        return answer.concluded().asked().asksTheSameAs(check)
                ? new CheckAnswer.OnRecord(answer)
                : new CheckAnswer.RequestIdReused();
    }

    /** An undetermined check is no answer, but its request id was given to its question and to no other. */
    private static boolean isAnswerTo(OpenCheck check, RecordedCheck before) {
        return before.concluded().isDetermined() || !before.concluded().asked().asksTheSameAs(check);
    }

    private Optional<RecordedCheck> onRecordBefore(OpenCheck check, Deadline deadline) {
        return check.reference().requestId().flatMap(id -> deadline.ask(
                        threads.stores(), () -> ledger.standing(check.requester(), id, since(check)))
                .orElseThrow(ExemptionChecking::ledgerSilent));
    }

    private ConcludedCheck conclude(OpenCheck check) {
        Deadline upstreamDeadline = new Deadline(clock, check.askedAt().plus(policy.forUpstreams()));
        Deadline.Asked<PatientTrace> patient = upstreamDeadline.ask(
                threads.demographics(), () -> sources.demographics().trace(check.patient()));
        Deadline.Asked<PrescriptionTrace> prescription = upstreamDeadline.ask(threads.tracker(), () -> sources.tracker()
                .find(check.prescription(), check.requester().practitioner()));
        PatientTrace patientTrace = patient.orElse(PatientTrace.NoAnswer::new);
        PrescriptionTrace prescriptionTrace = prescription.orElse(PrescriptionTrace.NoAnswer::new);
        CheckFindings findings = new CheckFindings(
                patientTrace, prescriptionTrace, certificates(check, patientTrace, prescriptionTrace));
        return check.conclude(findings, policy.rules().decide(check, findings), now());
    }

    private CertificateSearch certificates(OpenCheck check, PatientTrace patient, PrescriptionTrace prescription) {
        Deadline deadline = new Deadline(clock, check.askedAt().plus(policy.forEverySource()));
        return policy.rules()
                .toLookFor(check, patient, prescription)
                .map(person -> deadline.ask(
                                threads.stores(), () -> sources.register().certificatesOf(person, check.day()))
                        .orElse(CertificateSearch::silent))
                .orElseGet(CertificateSearch::notNeeded);
    }

    private RecordedCheck record(ConcludedCheck check, Deadline deadline) {
        return deadline.ask(threads.stores(), () -> ledger.append(check)).orElseThrow(ExemptionChecking::ledgerSilent);
    }

    private static Instant since(OpenCheck check) {
        return check.askedAt().minus(CheckLedger.REPEAT_IS_SAFE_FOR);
    }

    private static LedgerUnavailable ledgerSilent(Silence silence) {
        return new LedgerUnavailable("the ledger did not answer: " + silence);
    }

    /** To the microsecond, which is what every store keeps: a check read back is then equal to the one appended. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
