package uk.nhs.rtec.benchmark;

import java.util.Optional;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.SoughtPatient;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What an auditor asks for who knows one thing of a check. */
final class Questions {

    private static final int PAGE = 50;

    private Questions() {}

    static CheckQuery byPrescription(ConcludedCheck check) {
        return new CheckQuery(
                Optional.of(check.asked().prescription()),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                CheckQuery.LARGEST_PAGE,
                none());
    }

    static CheckQuery byNumber(ConcludedCheck check) {
        return query(Optional.of(check.asked().patient().nhsNumber()), none(), none(), none(), none(), none());
    }

    static CheckQuery byPerson(ConcludedCheck check) {
        return query(
                none(),
                Optional.of(new SoughtPatient(
                        check.asked().patient().surname(),
                        check.asked().patient().dateOfBirth())),
                none(),
                none(),
                none(),
                none());
    }

    static CheckQuery byPostcode(ConcludedCheck check) {
        return query(none(), none(), Optional.of(check.asked().patient().postcode()), none(), none(), none());
    }

    static CheckQuery byOrganisation(ConcludedCheck check) {
        return query(
                none(), none(), none(), Optional.of(check.asked().requester().organisation()), none(), none());
    }

    static CheckQuery byPractitioner(ConcludedCheck check) {
        return query(
                none(),
                none(),
                none(),
                none(),
                Optional.of(check.asked().requester().practitioner()),
                none());
    }

    static CheckQuery bySystem(ConcludedCheck check) {
        return query(
                none(),
                none(),
                none(),
                none(),
                none(),
                Optional.of(check.asked().requester().system()));
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static CheckQuery query(
            Optional<NhsNumber> number,
            Optional<SoughtPatient> person,
            Optional<Postcode> postcode,
            Optional<OdsCode> organisation,
            Optional<SdsUserId> practitioner,
            Optional<Asid> system) {
        return new CheckQuery(
                none(),
                number,
                person,
                postcode,
                organisation,
                practitioner,
                system,
                none(),
                none(),
                none(),
                none(),
                none(),
                none(),
                PAGE,
                none());
    }
}
