package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** A query in the making: without a condition until a test adds one, and of the largest page. */
public final class ExampleQuery {

    private Optional<PrescriptionId> prescription = Optional.empty();
    private Optional<NhsNumber> nhsNumber = Optional.empty();
    private Optional<SoughtPatient> person = Optional.empty();
    private Optional<Postcode> postcode = Optional.empty();
    private Optional<OdsCode> organisation = Optional.empty();
    private Optional<SdsUserId> practitioner = Optional.empty();
    private Optional<Asid> system = Optional.empty();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> to = Optional.empty();
    private Optional<OutcomeKind> outcome = Optional.empty();
    private Optional<OutcomeReason> reason = Optional.empty();
    private Optional<ChargeExemption> disclosed = Optional.empty();
    private Optional<ChargeExemption> category = Optional.empty();
    private int limit = CheckQuery.LARGEST_PAGE;
    private Optional<CheckCursor> after = Optional.empty();

    private ExampleQuery() {}

    public static ExampleQuery everyCheck() {
        return new ExampleQuery();
    }

    public ExampleQuery of(PrescriptionId condition) {
        prescription = Optional.of(condition);
        return this;
    }

    public ExampleQuery of(NhsNumber condition) {
        nhsNumber = Optional.of(condition);
        return this;
    }

    public ExampleQuery of(Surname surname, DateOfBirth dateOfBirth) {
        person = Optional.of(new SoughtPatient(surname, dateOfBirth));
        return this;
    }

    public ExampleQuery of(Postcode condition) {
        postcode = Optional.of(condition);
        return this;
    }

    public ExampleQuery by(OdsCode condition) {
        organisation = Optional.of(condition);
        return this;
    }

    public ExampleQuery by(SdsUserId condition) {
        practitioner = Optional.of(condition);
        return this;
    }

    public ExampleQuery by(Asid condition) {
        system = Optional.of(condition);
        return this;
    }

    public ExampleQuery from(Instant condition) {
        from = Optional.of(condition);
        return this;
    }

    public ExampleQuery to(Instant condition) {
        to = Optional.of(condition);
        return this;
    }

    public ExampleQuery ending(OutcomeKind condition) {
        outcome = Optional.of(condition);
        return this;
    }

    public ExampleQuery ending(OutcomeReason condition) {
        reason = Optional.of(condition);
        return this;
    }

    public ExampleQuery disclosing(ChargeExemption condition) {
        disclosed = Optional.of(condition);
        return this;
    }

    public ExampleQuery becauseOf(ChargeExemption condition) {
        category = Optional.of(condition);
        return this;
    }

    public ExampleQuery page(int size, Optional<CheckCursor> startsAfter) {
        limit = size;
        after = startsAfter;
        return this;
    }

    public CheckQuery query() {
        return new CheckQuery(
                prescription,
                nhsNumber,
                person,
                postcode,
                organisation,
                practitioner,
                system,
                from,
                to,
                outcome,
                reason,
                disclosed,
                category,
                limit,
                after);
    }
}
