package uk.nhs.rtec.rest.claim;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.util.List;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.ClaimPage;
import uk.nhs.rtec.application.claim.ClaimSummary;
import uk.nhs.rtec.application.claim.Decision;
import uk.nhs.rtec.application.claim.JudgedClaim;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.rest.api.Cursors;

/** Claims as auditors read them. */
final class ClaimJson {

    private ClaimJson() {}

    static JsonObject of(ClaimPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder claims = Json.createArrayBuilder();
        page.claims().forEach(claim -> claims.add(of(claim)));
        return Json.createObjectBuilder()
                .add("claims", claims)
                .add(
                        "next",
                        page.next()
                                .<JsonValue>map(cursor -> Json.createValue(cursors.text(new Cursors.Place(
                                        cursor.claimedAt(), cursor.id().value()))))
                                .orElse(JsonValue.NULL))
                .build();
    }

    static JsonObject of(LocalDate from, LocalDate to, List<ClaimSummary> summaries) {
        JsonArrayBuilder organisations = Json.createArrayBuilder();
        for (ClaimSummary summary : summaries) {
            JsonObjectBuilder organisation = Json.createObjectBuilder()
                    .add("odsCode", summary.organisation().value());
            long claims = 0;
            JsonObjectBuilder verdicts = Json.createObjectBuilder();
            for (Verdict verdict : Verdict.values()) {
                verdicts.add(verdict.name(), summary.claims(verdict));
                claims += summary.claims(verdict);
            }
            organisations.add(organisation.add("claims", claims).add("verdicts", verdicts));
        }
        return Json.createObjectBuilder()
                .add("from", from.toString())
                .add("to", to.toString())
                .add("pharmacies", organisations)
                .build();
    }

    private static JsonObjectBuilder of(JudgedClaim judged) {
        JsonArrayBuilder amended = Json.createArrayBuilder();
        judged.amended().forEach(before -> amended.add(of(before.id(), before.claim(), before.decisions())));
        return of(judged.id(), judged.claim(), judged.decisions()).add("amended", amended);
    }

    private static JsonObjectBuilder of(ClaimId id, Claim claim, List<Decision> decisions) {
        JsonArrayBuilder history = Json.createArrayBuilder();
        decisions.forEach(decision -> history.add(Json.createObjectBuilder()
                .add("verdict", decision.verdict().name())
                .add("decidedAt", decision.at().toString())));
        return Json.createObjectBuilder()
                .add("id", id.toString())
                .add("prescriptionId", claim.prescription().inTheClear())
                .add("odsCode", claim.organisation().value())
                .add("chargeExemption", claim.exemption().code())
                .add("claimedAt", claim.claimedAt().toString())
                .add(
                        "verdict",
                        decisions.isEmpty()
                                ? JsonValue.NULL
                                : Json.createValue(decisions
                                        .get(decisions.size() - 1)
                                        .verdict()
                                        .name()))
                .add("history", history);
    }
}
