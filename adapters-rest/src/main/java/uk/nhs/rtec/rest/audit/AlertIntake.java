package uk.nhs.rtec.rest.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AlertQuery;
import uk.nhs.rtec.application.audit.AlertState;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** Which alerts somebody asks for, read whole before anything is said about it. */
sealed interface AlertIntake {

    /** Every member is what it should be; by the cursors more of the same is asked for. */
    record Accepted(String reason, AlertQuery query, Cursors.OfSearch cursors) implements AlertIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements AlertIntake {}

    /** Reads the body of a search. */
    static AlertIntake read(byte[] body, Cursors cursors) {
        return StrictJson.objectIn(body)
                .map(object -> Reading.intake(new SearchMembers(object, "access-alerts", cursors)))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS = Set.of("reason", "state", "from", "to", "limit", "cursor");

        private Reading() {}

        private static AlertIntake intake(SearchMembers body) {
            String reason = body.reason();
            AlertQuery query = new AlertQuery(
                    body.text("state", Reading::state, "must be one of " + Arrays.toString(AlertState.values())),
                    body.moment("from"),
                    body.moment("to"),
                    body.limit(AlertQuery.LARGEST_PAGE),
                    body.cursor().map(place -> new AccessCursor(place.at(), new AccessId(place.id()))));
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(reason, query, body.cursors()) : new Refused(faults);
        }

        private static Optional<AlertState> state(String word) {
            return Arrays.stream(AlertState.values())
                    .filter(state -> state.name().equals(word))
                    .findFirst();
        }
    }
}
