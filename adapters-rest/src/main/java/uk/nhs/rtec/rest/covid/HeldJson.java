package uk.nhs.rtec.rest.covid;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.Standing;

/** A record as an officer sees it: what was captured, and how it stands. */
final class HeldJson {

    private HeldJson() {}

    static JsonObjectBuilder of(HeldExemption held) {
        CovidExemption captured = held.captured();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("recordId", captured.id().value())
                .add("nhsNumber", captured.nhsNumber().inTheClear())
                .add("name", captured.name().inTheClear())
                .add("birthDate", captured.birthDate().inTheClear().toString())
                .add("status", captured.status().code())
                .add("periodStart", Moments.text(captured.period().start()));
        captured.period()
                .end()
                .ifPresentOrElse(end -> json.add("periodEnd", Moments.text(end)), () -> json.addNull("periodEnd"));
        return withStanding(json, held.standing());
    }

    private static JsonObjectBuilder withStanding(JsonObjectBuilder json, Standing standing) {
        return standing.map(
                pending -> json.add("standing", "PENDING").addNull("reason"),
                verified -> json.add("standing", "VERIFIED").addNull("reason"),
                unverified -> json.add("standing", "UNVERIFIED")
                        .add("reason", unverified.mismatch().name()),
                rejected -> json.add("standing", "REJECTED").addNull("reason"),
                removed -> json.add("standing", "REMOVED")
                        .add("reason", removed.reason().name()));
    }
}
