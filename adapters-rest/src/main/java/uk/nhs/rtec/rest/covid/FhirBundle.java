package uk.nhs.rtec.rest.covid;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import uk.nhs.rtec.domain.covid.CovidExemption;

/** An answer in FHIR R4, member for member as it is published; without any exemption it has no {@code entry}. */
final class FhirBundle {

    private static final String STATUSES = "https://fhir.nhs.uk/CodeSystem/covid-vaccination-medical-exemption";

    private FhirBundle() {}

    static JsonObject of(List<CovidExemption> exemptions) {
        JsonObjectBuilder bundle =
                Json.createObjectBuilder().add("resourceType", "Bundle").add("type", "searchset");
        if (!exemptions.isEmpty()) {
            JsonArrayBuilder entries = Json.createArrayBuilder();
            exemptions.forEach(exemption -> entries.add(Json.createObjectBuilder()
                    .add("fullUrl", "QuestionnaireResponse/" + exemption.id().value())
                    .add("resource", response(exemption))));
            bundle.add("entry", entries);
        }
        return bundle.build();
    }

    private static JsonObjectBuilder response(CovidExemption exemption) {
        return Json.createObjectBuilder()
                .add("resourceType", "QuestionnaireResponse")
                .add("id", exemption.id().value())
                .add("questionnaire", QuestionIntake.QUESTIONNAIRE)
                .add("status", "completed")
                .add("subject", subject(exemption))
                .add(
                        "contained",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("id", "p1")
                                        .add("resourceType", "Patient")
                                        .add(
                                                "birthDate",
                                                exemption
                                                        .birthDate()
                                                        .inTheClear()
                                                        .toString())))
                .add("item", items(exemption));
    }

    private static JsonObjectBuilder subject(CovidExemption exemption) {
        return Json.createObjectBuilder()
                .add("reference", "#p1")
                .add(
                        "identifier",
                        Json.createObjectBuilder()
                                .add("system", QuestionIntake.NHS_NUMBER)
                                .add("value", exemption.nhsNumber().inTheClear()))
                .add("display", exemption.name().inTheClear());
    }

    private static JsonArrayBuilder items(CovidExemption exemption) {
        JsonObjectBuilder status = Json.createObjectBuilder()
                .add(
                        "valueCoding",
                        Json.createObjectBuilder()
                                .add("system", STATUSES)
                                .add("code", exemption.status().code())
                                .add("display", exemption.status().display()));
        JsonObjectBuilder start = Json.createObjectBuilder()
                .add("valueDateTime", Moments.text(exemption.period().start()));
        JsonObjectBuilder end = exemption
                .period()
                .end()
                .map(last -> Json.createObjectBuilder().add("valueDateTime", Moments.text(last)))
                // As it is published: the text "null", not JSON's null.
                .orElseGet(() -> Json.createObjectBuilder().add("valueString", "null"));
        return Json.createArrayBuilder()
                .add(item("exemptionStatus", status))
                .add(item("exemptionPeriodStart", start))
                .add(item("exemptionPeriodEnd", end));
    }

    private static JsonObjectBuilder item(String linkId, JsonObjectBuilder answer) {
        return Json.createObjectBuilder()
                .add("linkId", linkId)
                .add("answer", Json.createArrayBuilder().add(answer));
    }
}
