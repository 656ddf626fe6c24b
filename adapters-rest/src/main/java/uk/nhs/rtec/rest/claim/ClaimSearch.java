package uk.nhs.rtec.rest.claim;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.claim.ClaimCursor;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;
import uk.nhs.rtec.rest.audit.SearchMembers;

/** Which claims somebody asks for, read whole before anything is said about it. */
sealed interface ClaimSearch {

    /** Every member is what it should be; by the cursors more of the same is asked for. */
    record Accepted(ClaimQuery query, Cursors.OfSearch cursors) implements ClaimSearch {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements ClaimSearch {}

    /** Reads the body of a search. */
    static ClaimSearch read(byte[] body, Cursors cursors) {
        return StrictJson.objectIn(body)
                .map(object -> of(object, cursors))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** Reads a search. */
    static ClaimSearch of(JsonObject search, Cursors cursors) {
        return Reading.search(new SearchMembers(search, "claims", cursors));
    }

    /** How a body is read. */
    final class Reading {

        private static final Set<String> MEMBERS =
                Set.of("prescriptionId", "odsCode", "verdict", "from", "to", "limit", "cursor");
        private static final String VERDICTS =
                Arrays.stream(Verdict.values()).map(Verdict::name).collect(Collectors.joining(", "));

        private Reading() {}

        private static ClaimSearch search(SearchMembers body) {
            ClaimQuery query = new ClaimQuery(
                    body.text("prescriptionId", PrescriptionId::parse, "must be an EPS Release 2 prescription ID"),
                    body.text("odsCode", OdsCode::parse, "must be the ODS code of an organisation"),
                    body.text("verdict", Reading::verdict, "must be one of " + VERDICTS),
                    body.moment("from"),
                    body.moment("to"),
                    body.limit(ClaimQuery.LARGEST_PAGE),
                    body.cursor().map(place -> new ClaimCursor(place.at(), new ClaimId(place.id()))));
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(query, body.cursors()) : new Refused(faults);
        }

        private static Optional<Verdict> verdict(String word) {
            return Arrays.stream(Verdict.values())
                    .filter(verdict -> verdict.name().equals(word))
                    .findFirst();
        }
    }
}
