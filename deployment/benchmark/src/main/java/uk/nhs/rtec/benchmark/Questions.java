package uk.nhs.rtec.benchmark;

import java.util.Optional;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.SoughtPatient;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What an auditor asks for who knows one thing of a check. */
final class Questions {

    private static final int PAGE = 50;

    private Questions() {}

    static CheckQuery byPrescription(ConcludedCheck check) {
        return CheckQuery.ofPrescription(check.asked().prescription());
    }

    static CheckQuery byNumber(ConcludedCheck check) {
        return query(
                Optional.of(check.asked().patient().nhsNumber()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static CheckQuery byPerson(ConcludedCheck check) {
        return query(
                Optional.empty(),
                Optional.of(new SoughtPatient(
                        check.asked().patient().surname(),
                        check.asked().patient().dateOfBirth())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static CheckQuery byOrganisation(ConcludedCheck check) {
        return query(
                Optional.empty(),
                Optional.empty(),
                Optional.of(check.asked().requester().organisation()),
                Optional.empty(),
                Optional.empty());
    }

    static CheckQuery byPractitioner(ConcludedCheck check) {
        return query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(check.asked().requester().practitioner()),
                Optional.empty());
    }

    static CheckQuery bySystem(ConcludedCheck check) {
        return query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(check.asked().requester().system()));
    }

    private static CheckQuery query(
            Optional<NhsNumber> number,
            Optional<SoughtPatient> person,
            Optional<OdsCode> organisation,
            Optional<SdsUserId> practitioner,
            Optional<Asid> system) {
        return new CheckQuery(
                Optional.empty(),
                number,
                person,
                organisation,
                practitioner,
                system,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PAGE,
                Optional.empty());
    }
}
