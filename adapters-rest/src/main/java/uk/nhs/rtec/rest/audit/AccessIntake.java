package uk.nhs.rtec.rest.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessQuery;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** Which accesses somebody asks for, read whole before anything is said about it. */
sealed interface AccessIntake {

    /** Every member is what it should be; by the cursors more of the same is asked for. */
    record Accepted(String reason, AccessQuery query, Cursors.OfSearch cursors) implements AccessIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements AccessIntake {}

    /** Reads the body of a search. */
    static AccessIntake read(byte[] body, Cursors cursors) {
        return StrictJson.objectIn(body)
                .map(object -> Reading.intake(new SearchMembers(object, "access-log", cursors)))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS =
                Set.of("reason", "odsCode", "userId", "kind", "checkId", "from", "to", "limit", "cursor");

        private Reading() {}

        private static AccessIntake intake(SearchMembers body) {
            String reason = body.reason();
            AccessQuery query = new AccessQuery(
                    body.text("odsCode", OdsCode::parse, "must be an ODS code"),
                    body.text("userId", SdsUserId::parse, "must be an SDS user id"),
                    body.text("kind", Reading::kind, "must be one of " + Arrays.toString(AccessKind.values())),
                    body.text("checkId", CheckId::parse, "must be the id of a check"),
                    body.moment("from"),
                    body.moment("to"),
                    body.limit(AccessQuery.LARGEST_PAGE),
                    body.cursor().map(place -> new AccessCursor(place.at(), new AccessId(place.id()))));
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(reason, query, body.cursors()) : new Refused(faults);
        }

        private static Optional<AccessKind> kind(String word) {
            return Arrays.stream(AccessKind.values())
                    .filter(kind -> kind.name().equals(word))
                    .findFirst();
        }
    }
}
