package uk.nhs.rtec.application.check;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Requester;

/**
 * Lets a repeat that comes while the first request of its id is under way on this node wait for it, and answers both alike: the upstreams are
 * asked once. Between nodes the ledger settles which twin stands.
 */
public final class TwinsInFlight implements CheckExemption {

    private final CheckExemption checkExemption;
    private final Duration deadline;
    private final ConcurrentMap<RequestKey, UnderWay> underWay = new ConcurrentHashMap<>();

    /**
     * Before this use case.
     *
     * @param deadline the longest a twin waits: as long as a whole check may take
     */
    public TwinsInFlight(CheckExemption checkExemption, Duration deadline) {
        this.checkExemption = checkExemption;
        this.deadline = deadline;
    }

    @Override
    public CheckAnswer check(
            Requester requester, StatedPatient patient, PrescriptionId prescription, RequestReference reference) {
        if (reference.requestId().isEmpty()) {
            return checkExemption.check(requester, patient, prescription, reference);
        }
        RequestKey key = new RequestKey(requester, reference.requestId().get());
        UnderWay mine = new UnderWay(patient, prescription, new CompletableFuture<>());
        UnderWay first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            return first.asks(patient, prescription) ? first.await(deadline) : new CheckAnswer.RequestIdReused();
        }
        try {
            CheckAnswer answer = checkExemption.check(requester, patient, prescription, reference);
            mine.answer().complete(answer);
            return answer;
        } finally {
            // Without effect on an answer that is there.
            mine.answer().completeExceptionally(new LedgerUnavailable("the first request of this id was not answered"));
            underWay.remove(key, mine);
        }
    }

    private record RequestKey(Requester requester, UUID requestId) {}

    private record UnderWay(StatedPatient patient, PrescriptionId prescription, CompletableFuture<CheckAnswer> answer) {

        boolean asks(StatedPatient otherPatient, PrescriptionId otherPrescription) {
            return patient.equals(otherPatient) && prescription.equals(otherPrescription);
        }

        CheckAnswer await(Duration atMost) {
            try {
                return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new LedgerUnavailable("the first request of this id was not answered");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LedgerUnavailable("interrupted while the first request of this id was under way");
            }
        }
    }
}
