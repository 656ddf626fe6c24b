package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.people.SamplePrescription;

/** Turns rows of the prescriptions table into what the tracker files, dated from the day the sandbox starts. */
final class SampleFiling {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String PHARMACY = "FML84";
    // The tracker's null marker for dates and organisations.
    private static final String NONE = "False";

    private final Instant today;

    SampleFiling(Instant now) {
        this.today = now.truncatedTo(ChronoUnit.DAYS);
    }

    Filed filed(SamplePrescription sample) {
        if (sample.errorCode().isPresent()) {
            TrackerStatus status = TrackerStatus.coded(sample.errorCode().get()).orElseThrow();
            return new Filed.Broken(status.code(), status.reason(), JsonValue.EMPTY_JSON_OBJECT);
        }
        Instant signed = today.minus(sample.signedDaysAgo(), ChronoUnit.DAYS).plus(555, ChronoUnit.MINUTES);
        SortedMap<Integer, JsonObject> issues = new TreeMap<>();
        PrescriptionStatus status = PrescriptionStatus.coded(sample.status()).orElseThrow();
        // Only repeat dispensing shows the issues that are still to come.
        int shown = sample.treatment().equals("0003") ? sample.totalIssues() : sample.currentIssue();
        for (int number = sample.currentIssue(); number <= shown; number++) {
            PrescriptionStatus state = number == sample.currentIssue() ? status : PrescriptionStatus.REPEAT_FUTURE;
            issues.put(number, issue(sample, number, state, signed));
        }
        return new Filed.Prescription(
                sample.id(), head(sample, signed), issues, sample.currentIssue(), sample.totalIssues());
    }

    private static JsonObject head(SamplePrescription sample, Instant signed) {
        return JsonText.object()
                .add("prescriptionId", sample.id())
                .add("patientNhsNumber", sample.nhsNumber())
                .add(
                        "prescriptionType",
                        JsonText.object()
                                .add("prescriptionTypeText", PrescriptionTypes.type(sample.type()))
                                .add("prescriptionTypeCode", sample.type()))
                .add(
                        "prescriptionTreatmentType",
                        JsonText.object()
                                .add("prescriptionTreatmentTypeText", PrescriptionTypes.treatment(sample.treatment()))
                                .add("prescriptionTreatmentTypeCode", sample.treatment()))
                .add("signingDate", TIMESTAMP.format(signed))
                .add("daysSupply", "28")
                .add("currentIssueNumber", Integer.toString(sample.currentIssue()))
                .add("lastEventDate", TIMESTAMP.format(signed.plus(1, ChronoUnit.HOURS)))
                .add("pendingCancellations", NONE)
                .add("prescribingOrganisationName", "SANDBOX SURGERY")
                .add("prescribingOrganisationODS", sample.id().substring(7, 13))
                .add("prescribingOrganisationContact", "01130000000")
                .add("nominatedDispenserODS", PHARMACY)
                .add("nominatedDispenserName", "SANDBOX PHARMACY")
                .build();
    }

    private static JsonObject issue(SamplePrescription sample, int number, PrescriptionStatus status, Instant signed) {
        boolean taken = status.isWithDispenser();
        return JsonText.object()
                .add("issueNumber", Integer.toString(number))
                .add(
                        "prescriptionStatus",
                        JsonText.object().add("statusText", status.inRetrieve()).add("statusCode", status.code()))
                .add("dispensingOrganisationODS", taken ? PHARMACY : NONE)
                .add("dispensingOrganisationName", taken ? "SANDBOX PHARMACY" : "")
                .add("dispensingOrganisationContact", "")
                .add("lastDispenseDate", status.isDispensed() ? DAY.format(signed.plus(1, ChronoUnit.DAYS)) : NONE)
                .add("appliedCancellations", NONE)
                .add("lineItems", lines(sample, number, status.usualItem()))
                .build();
    }

    private static JsonObjectBuilder lines(SamplePrescription sample, int issue, ItemStatus status) {
        JsonObjectBuilder lines = JsonText.object();
        List<SamplePrescription.Item> items = sample.items();
        for (int i = 0; i < items.size(); i++) {
            SamplePrescription.Item item = items.get(i);
            lines.add(
                    Integer.toString(i + 1),
                    JsonText.object()
                            .add("id", lineId(sample.id(), issue, i + 1))
                            .add(
                                    "status",
                                    JsonText.object()
                                            .add("statusText", status.text())
                                            .add("statusCode", status.code()))
                            .add("code", item.code())
                            .add("description", item.description())
                            .add("quantity", item.quantity())
                            .add("uom", item.unit())
                            .add("dosage", item.dosage()));
        }
        return lines;
    }

    /** The same at every start, so that a document can name it. */
    private static String lineId(String id, int issue, int line) {
        String seed = id + "/" + issue + "/" + line;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
    }
}
