package uk.nhs.rtec.rest.audit;

import java.util.List;
import java.util.Set;
import uk.nhs.rtec.application.covid.AttemptCursor;
import uk.nhs.rtec.application.covid.AttemptQuery;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** Which attempts somebody asks for, read whole before anything is said about it. */
sealed interface AttemptIntake {

    /** Every member is what it should be; by the cursors more of the same is asked for. */
    record Accepted(String reason, AttemptQuery query, Cursors.OfSearch cursors) implements AttemptIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements AttemptIntake {}

    /** Reads the body of a search. */
    static AttemptIntake read(byte[] body, Cursors cursors) {
        return StrictJson.objectIn(body)
                .map(object -> Reading.intake(new SearchMembers(object, "covid-attempts", cursors)))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS =
                Set.of("reason", "app", "nhsNumber", "from", "to", "limit", "cursor");

        private Reading() {}

        private static AttemptIntake intake(SearchMembers body) {
            String reason = body.reason();
            AttemptQuery query = new AttemptQuery(
                    body.text("app", AppId::parse, "must be the id of an app"),
                    body.text("nhsNumber", NhsNumber::parse, "must be an NHS number"),
                    body.moment("from"),
                    body.moment("to"),
                    body.limit(AttemptQuery.LARGEST_PAGE),
                    body.cursor().map(place -> new AttemptCursor(place.at(), place.id())));
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(reason, query, body.cursors()) : new Refused(faults);
        }
    }
}
