package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.nhs.rtec.sandbox.http.JsonText;

/** How a prescription looks in the three resources that list or detail it: each has member names and words of its own. */
final class Listing {
    private static final String NONE = "False";

    private Listing() {}

    /** In the basic search. */
    static JsonObject summary(Filed.Prescription prescription) {
        JsonObjectBuilder issues = JsonText.object();
        prescription
                .issues()
                .forEach((number, issue) -> issues.add(number.toString(), issueSummary(prescription, number)));
        return JsonText.object()
                .add("prescriptionTreatmentType", prescription.object("prescriptionTreatmentType"))
                .add("prescriptionIssueDate", prescription.text("signingDate"))
                .add("pendingCancellations", prescription.text("pendingCancellations"))
                .add("lastEventDate", prescription.text("lastEventDate"))
                .add("currentIssueNumber", Integer.toString(prescription.currentIssue()))
                .add("patientNhsNumber", prescription.nhsNumber())
                .add("issues", issues)
                .build();
    }

    private static JsonObjectBuilder issueSummary(Filed.Prescription prescription, int number) {
        String code = prescription.statusCode(number);
        boolean future = code.startsWith("9");
        String signed = prescription.text("signingDate");
        JsonObjectBuilder lines = JsonText.object();
        lines(prescription, number)
                .forEach(line ->
                        lines.add(line.getKey(), JsonText.object().add("status", member(line.getValue(), "status"))));
        return JsonText.object()
                .add("issueDate", future || signed.length() < 8 ? NONE : signed.substring(0, 8))
                .add(
                        "prescriptionStatus",
                        JsonText.object().add("statusText", status(code)).add("statusCode", code))
                .add("lineItems", lines);
    }

    /** In the NHS 111 item summary. */
    static JsonObject itemSummary(Filed.Prescription prescription) {
        JsonObjectBuilder names = JsonText.object();
        lines(prescription, prescription.currentIssue())
                .forEach(line -> names.add(text(line.getValue(), "id"), text(line.getValue(), "description")));
        JsonObjectBuilder history = JsonText.object();
        prescription
                .issues()
                .keySet()
                .forEach(number -> history.add(number.toString(), dispensed(prescription, number)));
        return opening(prescription, prescription.currentIssue())
                .add("prescriptionIssueDate", prescription.text("signingDate"))
                .add("lastEventDate", prescription.text("lastEventDate"))
                .add("pendingCancellations", prescription.text("pendingCancellations"))
                .add(
                        "repeatInstance",
                        repeatInstance(prescription, prescription.currentIssue())
                                .add("dispenseHistory", history))
                .add("lineItems", names)
                .build();
    }

    private static JsonObjectBuilder dispensed(Filed.Prescription prescription, int number) {
        JsonObject issue = prescription.issue(number).orElse(JsonValue.EMPTY_JSON_OBJECT);
        String day = JsonText.string(issue, "lastDispenseDate").orElse(NONE);
        boolean done = !day.equals(NONE);
        return JsonText.object()
                .add("dispenseDate", day)
                .add("dispensingOrgName", done ? text(issue, "dispensingOrganisationName") : "Not Found")
                .add("dispensingOrgCode", done ? text(issue, "dispensingOrganisationODS") : NONE);
    }

    /** In the NHS 111 item details; of all lines, or of one. */
    static JsonObject itemDetails(Filed.Prescription prescription, int number, Optional<String> line) {
        JsonObject issue = prescription.issue(number).orElse(JsonValue.EMPTY_JSON_OBJECT);
        String dispensed = JsonText.string(issue, "lastDispenseDate").orElse(NONE);
        String dispenser = JsonText.string(issue, "dispensingOrganisationODS").orElse(NONE);
        JsonObjectBuilder lines = JsonText.object();
        lines(prescription, number)
                .map(Map.Entry::getValue)
                .filter(each -> line.isEmpty() || line.get().equals(text(each, "id")))
                .forEach(each -> lines.add(text(each, "id"), lineDetails(each)));
        return opening(prescription, number)
                .add("prescriptionIssueDate", prescription.text("signingDate"))
                .add("prescriptionDownloadDate", dispenser.equals(NONE) ? NONE : prescription.text("lastEventDate"))
                .add("prescriptionDispensedDate", dispensed)
                .add("prescriptionClaimedDate", "")
                .add("prescriptionLastIssueDispensedDate", NONE)
                .add("lastEventDate", prescription.text("lastEventDate"))
                .add("pendingCancellations", prescription.text("pendingCancellations"))
                .add("repeatInstance", repeatInstance(prescription, number))
                .add(
                        "prescriber",
                        organisation(
                                prescription.text("prescribingOrganisationName"),
                                prescription.text("prescribingOrganisationODS"),
                                prescription.text("prescribingOrganisationContact"),
                                "1 TEST STREET, LEEDS, LS1 1AA"))
                .add("nominatedPharmacy", organisation("", prescription.text("nominatedDispenserODS"), "", ""))
                .add(
                        "dispensingPharmacy",
                        dispenser.equals(NONE)
                                ? organisation("", "", "", "")
                                : organisation(
                                        text(issue, "dispensingOrganisationName"),
                                        dispenser,
                                        text(issue, "dispensingOrganisationContact"),
                                        "2 TEST STREET, LEEDS, LS1 1AB"))
                .add("lineItems", lines)
                .build();
    }

    private static JsonObjectBuilder lineDetails(JsonObject line) {
        String code = text(member(line, "status"), "statusCode");
        return JsonText.object()
                .add("code", text(line, "code"))
                .add("description", text(line, "description"))
                .add("quantity", text(line, "quantity"))
                .add("uom", text(line, "uom"))
                .add("dosage", text(line, "dosage"))
                .add("itemStatus", ItemStatus.coded(code).map(ItemStatus::in111).orElse(""));
    }

    private static JsonObjectBuilder opening(Filed.Prescription prescription, int number) {
        return JsonText.object()
                .add("patientNhsNumber", prescription.nhsNumber())
                .add("epsVersion", prescription.release())
                .add(
                        "prescriptionTreatmentType",
                        text(prescription.object("prescriptionTreatmentType"), "prescriptionTreatmentTypeText"))
                .add("prescriptionStatus", status(prescription.statusCode(number)));
    }

    private static JsonObjectBuilder repeatInstance(Filed.Prescription prescription, int number) {
        return JsonText.object()
                .add("currentIssue", Integer.toString(number))
                .add("totalAuthorised", Integer.toString(prescription.totalIssues()));
    }

    private static JsonObjectBuilder organisation(String name, String ods, String phone, String address) {
        return JsonText.object()
                .add("name", name)
                .add("ods", ods)
                .add("phone", phone)
                .add("address", address);
    }

    private static String status(String code) {
        return PrescriptionStatus.coded(code).map(PrescriptionStatus::inSearch).orElse("");
    }

    static Stream<Map.Entry<String, JsonObject>> lines(Filed.Prescription prescription, int number) {
        JsonObject issue = prescription.issue(number).orElse(JsonValue.EMPTY_JSON_OBJECT);
        return member(issue, "lineItems").entrySet().stream()
                .filter(line -> line.getValue() instanceof JsonObject)
                .map(line -> Map.entry(line.getKey(), line.getValue().asJsonObject()));
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
    }

    static String text(JsonObject object, String name) {
        return JsonText.string(object, name).orElse("");
    }
}
