package uk.nhs.rtec.rest.audit;

import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.audit.OutcomeReason;
import uk.nhs.rtec.application.audit.SoughtPatient;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** What an auditor asks for, read whole before anything is said about it. */
sealed interface SearchIntake {

    /** Every member is what it should be; by the cursors more of the same is asked for. */
    record Accepted(String reason, CheckQuery query, Cursors.OfSearch cursors) implements SearchIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements SearchIntake {}

    /** Reads the body of a search. */
    static SearchIntake read(byte[] body, Cursors cursors) {
        return StrictJson.objectIn(body)
                .map(object -> of(object, cursors))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** Reads a search. */
    static SearchIntake of(JsonObject search, Cursors cursors) {
        return Reading.intake(new SearchMembers(search, "checks", cursors));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS = Set.of(
                "reason",
                "prescriptionId",
                "nhsNumber",
                "surname",
                "dateOfBirth",
                "postcode",
                "odsCode",
                "userId",
                "asid",
                "from",
                "to",
                "outcome",
                "outcomeReason",
                "type",
                "category",
                "limit",
                "cursor");

        private Reading() {}

        private static SearchIntake intake(SearchMembers body) {
            String reason = body.reason();
            CheckQuery query = new CheckQuery(
                    body.text("prescriptionId", PrescriptionId::parse, "must be an EPS Release 2 prescription ID"),
                    body.text("nhsNumber", NhsNumber::parse, "must be an NHS number"),
                    person(body),
                    body.text(
                            "postcode", Postcode::parse, "must be a postcode of 5 to 8 letters, digits and one space"),
                    body.text("odsCode", OdsCode::parse, "must be an ODS code"),
                    body.text("userId", SdsUserId::parse, "must be an SDS user id"),
                    body.text("asid", Asid::parse, "must be an ASID of 12 digits"),
                    body.moment("from"),
                    body.moment("to"),
                    body.text("outcome", Reading::outcome, "must be one of " + Arrays.toString(OutcomeKind.values())),
                    body.text("outcomeReason", OutcomeReason::ofWord, "must be one of " + OutcomeReason.words()),
                    body.text("type", ChargeExemption::ofCode, "must be a charge exemption code"),
                    body.text("category", ChargeExemption::ofCode, "must be a charge exemption code"),
                    body.limit(CheckQuery.LARGEST_PAGE),
                    body.cursor().map(place -> new CheckCursor(place.at(), new CheckId(place.id()))));
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(reason, query, body.cursors()) : new Refused(faults);
        }

        /** A name alone leads to many, and is kept in no form that could be searched by. */
        private static Optional<SoughtPatient> person(SearchMembers body) {
            Optional<Surname> surname = body.text("surname", Surname::parse, "must be a surname");
            Optional<DateOfBirth> dateOfBirth = body.text(
                    "dateOfBirth",
                    // Who is born after today is found nowhere.
                    text -> DateOfBirth.parse(text, LocalDate.MAX),
                    "must be a date of birth yyyy-mm-dd, from 1850-01-01");
            body.together("surname", "dateOfBirth");
            return surname.flatMap(name -> dateOfBirth.map(born -> new SoughtPatient(name, born)));
        }

        private static Optional<OutcomeKind> outcome(String text) {
            return Arrays.stream(OutcomeKind.values())
                    .filter(kind -> kind.name().equals(text))
                    .findFirst();
        }
    }
}
