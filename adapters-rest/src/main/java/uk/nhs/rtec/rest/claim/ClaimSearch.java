package uk.nhs.rtec.rest.claim;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.claim.ClaimCursor;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;
import uk.nhs.rtec.rest.audit.CursorText;
import uk.nhs.rtec.rest.audit.SearchMembers;

/** Which claims somebody asks for, read whole before anything is said about it. */
sealed interface ClaimSearch {

    /** Every member is what it should be. */
    record Accepted(ClaimQuery query) implements ClaimSearch {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements ClaimSearch {}

    /** Reads the body of a search. */
    static ClaimSearch read(byte[] body) {
        return StrictJson.objectIn(body)
                .map(ClaimSearch::of)
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** Reads a search. */
    static ClaimSearch of(JsonObject search) {
        return Reading.search(new SearchMembers(search));
    }

    /** Where a page ended, in the form that a page of checks has: a moment and an id. */
    static String text(ClaimCursor cursor) {
        return CursorText.of(
                new CheckCursor(cursor.claimedAt(), new CheckId(cursor.id().value())));
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
                    body.text("cursor", Reading::cursor, "must be what an earlier answer gave as next"));
            List<Fault> faults = body.faults(MEMBERS);
            return faults.isEmpty() ? new Accepted(query) : new Refused(faults);
        }

        private static Optional<Verdict> verdict(String word) {
            return Arrays.stream(Verdict.values())
                    .filter(verdict -> verdict.name().equals(word))
                    .findFirst();
        }

        private static Optional<ClaimCursor> cursor(String text) {
            return CursorText.parse(text)
                    .map(cursor -> new ClaimCursor(
                            cursor.askedAt(), new ClaimId(cursor.id().value())));
        }
    }
}
