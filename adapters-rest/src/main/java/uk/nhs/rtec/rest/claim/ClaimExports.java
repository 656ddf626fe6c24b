package uk.nhs.rtec.rest.claim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.application.audit.ExportForm;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.application.claim.ExportedClaim;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.audit.SearchMembers;

/** Exports of claims, in the words of the search for them. */
public final class ClaimExports {

    private static final String REASON = "reason";

    private static final List<String> COLUMNS =
            List.of("id", "prescriptionId", "odsCode", "chargeExemption", "claimedAt", "verdict", "decidedAt");

    private ClaimExports() {}

    /** How they are asked for and written. */
    public static ExportForm<ClaimQuery, ExportedClaim> form(Cursors cursors) {
        return new ExportForm<>(
                ExportKind.CLAIMS, conditions -> query(conditions, cursors), COLUMNS, ClaimExports::row);
    }

    /** A search for claims is made without saying why; nothing is taken out so. */
    static List<Fault> faults(JsonObject search, Cursors cursors) {
        SearchMembers members = new SearchMembers(search);
        members.reason();
        List<Fault> faults = new ArrayList<>(members.faults(search.keySet()));
        if (ClaimSearch.of(conditions(search), cursors) instanceof ClaimSearch.Refused refused) {
            faults.addAll(refused.faults());
        }
        return faults;
    }

    private static JsonObject conditions(JsonObject search) {
        return Json.createObjectBuilder(search).remove(REASON).build();
    }

    private static ClaimQuery query(AskedConditions conditions, Cursors cursors) {
        var search = Json.createObjectBuilder();
        conditions.inTheClear().forEach(search::add);
        if (ClaimSearch.of(search.build(), cursors) instanceof ClaimSearch.Accepted accepted) {
            return accepted.query();
        }
        throw new IllegalStateException("what was accepted as a search is none any more");
    }

    private static List<String> row(ExportedClaim claim) {
        return List.of(
                claim.id().toString(),
                claim.claim().prescription().inTheClear(),
                claim.claim().organisation().value(),
                claim.claim().exemption().code(),
                claim.claim().claimedAt().toString(),
                claim.decision().verdict().name(),
                claim.decision().at().toString());
    }
}
