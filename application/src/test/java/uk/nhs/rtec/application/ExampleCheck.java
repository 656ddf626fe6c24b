package uk.nhs.rtec.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Requester;

/** A concluded check in the making: an ordinary one, of which a test changes what it is about. */
public record ExampleCheck(OpenCheck asked, CheckFindings findings, CheckOutcome outcome, Duration took) {

    /** The same check under another name. */
    public ExampleCheck withId(UUID id) {
        return asking(new OpenCheck(
                new CheckId(id),
                asked.requester(),
                asked.patient(),
                asked.prescription(),
                asked.reference(),
                asked.askedAt()));
    }

    public ExampleCheck by(Requester requester) {
        return asking(new OpenCheck(
                asked.id(), requester, asked.patient(), asked.prescription(), asked.reference(), asked.askedAt()));
    }

    public ExampleCheck of(StatedPatient patient) {
        return asking(new OpenCheck(
                asked.id(), asked.requester(), patient, asked.prescription(), asked.reference(), asked.askedAt()));
    }

    public ExampleCheck of(PrescriptionId prescription) {
        return asking(new OpenCheck(
                asked.id(), asked.requester(), asked.patient(), prescription, asked.reference(), asked.askedAt()));
    }

    public ExampleCheck referredToAs(RequestReference reference) {
        return asking(new OpenCheck(
                asked.id(), asked.requester(), asked.patient(), asked.prescription(), reference, asked.askedAt()));
    }

    public ExampleCheck withRequestId(UUID requestId) {
        return referredToAs(
                new RequestReference(Optional.of(requestId), asked.reference().correlationId()));
    }

    public ExampleCheck askedAt(Instant moment) {
        return asking(new OpenCheck(
                asked.id(), asked.requester(), asked.patient(), asked.prescription(), asked.reference(), moment));
    }

    /** Asked so much earlier that it ends at this moment. */
    public ExampleCheck answeredAt(Instant moment) {
        return askedAt(moment.minus(took));
    }

    public ExampleCheck finding(CheckFindings other) {
        return new ExampleCheck(asked, other, outcome, took);
    }

    public ExampleCheck ending(CheckOutcome other) {
        return new ExampleCheck(asked, findings, other, took);
    }

    /** The check as a use case hands it to the ledger. */
    public ConcludedCheck concluded() {
        return asked.conclude(findings, outcome, asked.askedAt().plus(took));
    }

    private ExampleCheck asking(OpenCheck other) {
        return new ExampleCheck(other, findings, outcome, took);
    }
}
