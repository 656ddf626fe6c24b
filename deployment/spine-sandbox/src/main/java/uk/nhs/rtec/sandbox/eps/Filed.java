package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** What the tracker has under one prescription ID. */
sealed interface Filed {

    /** A query for it goes wrong, in this way. */
    record Broken(String statusCode, String reason, JsonObject payload) implements Filed {}

    /**
     * A prescription, as the basic retrieve shows it but for its issues; lines may carry the clinical members that only the
     * NHS 111 resources show.
     */
    final class Prescription implements Filed {
        private static final Set<String> CLINICAL = Set.of("code", "description", "quantity", "uom", "dosage");

        private final String id;
        private final JsonObject head;
        private final SortedMap<Integer, JsonObject> issues;
        private final int currentIssue;
        private final int totalIssues;
        private final Answer usualAnswer;

        Prescription(
                String id, JsonObject head, SortedMap<Integer, JsonObject> issues, int currentIssue, int totalIssues) {
            this.id = id;
            this.head = head;
            this.issues = Collections.unmodifiableSortedMap(new TreeMap<>(issues));
            this.currentIssue = currentIssue;
            this.totalIssues = totalIssues;
            // Nearly every query is this one, so it is written once.
            this.usualAnswer = answer(currentIssue);
        }

        String id() {
            return id;
        }

        SortedMap<Integer, JsonObject> issues() {
            return issues;
        }

        int currentIssue() {
            return currentIssue;
        }

        int totalIssues() {
            return totalIssues;
        }

        /** The answer to a basic retrieve of one issue. */
        Answer retrieved(int issueNumber) {
            return issueNumber == currentIssue ? usualAnswer : answer(issueNumber);
        }

        private Answer answer(int issueNumber) {
            TrackerStatus status =
                    issue(issueNumber).isPresent() ? TrackerStatus.SUCCESS : TrackerStatus.ISSUE_NOT_FOUND;
            return Envelope.of(status, Envelope.RETRIEVED, shown(issueNumber));
        }

        String nhsNumber() {
            return JsonText.string(head, "patientNhsNumber").orElse("");
        }

        String text(String member) {
            return JsonText.string(head, member).orElse("");
        }

        JsonObject object(String member) {
            return head.get(member) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        }

        /** R1 is backed by paper and has a long ID. */
        String release() {
            return id.length() > 20 ? "R1" : "R2";
        }

        String treatmentCode() {
            return JsonText.string(object("prescriptionTreatmentType"), "prescriptionTreatmentTypeCode")
                    .orElse("");
        }

        /** Of one issue; empty when it has none. */
        String statusCode(int number) {
            return issue(number)
                    .filter(issue -> issue.get("prescriptionStatus") instanceof JsonObject)
                    .flatMap(issue -> JsonText.string(issue.getJsonObject("prescriptionStatus"), "statusCode"))
                    .orElse("");
        }

        Optional<JsonObject> issue(int number) {
            return Optional.ofNullable(issues.get(number));
        }

        /** The whole of it with one issue, or with that issue's members blank when there is no such issue. */
        private JsonObject shown(int issueNumber) {
            JsonObjectBuilder shown = JsonText.object(head);
            shown.add(
                    "issue",
                    issue(issueNumber).map(Prescription::withoutClinical).orElse(BLANK));
            return shown.build();
        }

        private static JsonObject withoutClinical(JsonObject issue) {
            if (!(issue.get("lineItems") instanceof JsonObject lines)) {
                return issue;
            }
            JsonObjectBuilder shown = JsonText.object();
            lines.forEach((ordinal, line) -> {
                if (line instanceof JsonObject full) {
                    JsonObjectBuilder basic = JsonText.object();
                    full.forEach((member, value) -> {
                        if (!CLINICAL.contains(member)) {
                            basic.add(member, value);
                        }
                    });
                    shown.add(ordinal, basic);
                } else {
                    shown.add(ordinal, line);
                }
            });
            return JsonText.object(issue).add("lineItems", shown).build();
        }

        private static final JsonObject BLANK = JsonText.object()
                .add("issueNumber", "")
                .add(
                        "prescriptionStatus",
                        JsonText.object().add("statusText", "").add("statusCode", ""))
                .add("dispensingOrganisationODS", "")
                .add("dispensingOrganisationName", "")
                .add("dispensingOrganisationContact", "")
                .add("lastDispenseDate", "False")
                .add("appliedCancellations", "False")
                .add("lineItems", JsonText.object())
                .build();
    }

    /**
     * Reads what a test puts under an ID: a tracker {@code prescription} object with its {@code issue} (or {@code issues} by
     * number), or {@code {"statusCode":"2"}} for a query that fails. Throws IllegalArgumentException saying what is wrong.
     */
    static Filed read(String id, JsonObject json) {
        JsonValue statusCode = json.get("statusCode");
        if (statusCode != null) {
            return broken(plain(statusCode), json);
        }
        String stated = JsonText.string(json, "prescriptionId").orElse(id);
        if (!stated.equals(id)) {
            throw new IllegalArgumentException("prescriptionId is not the one in the path");
        }
        SortedMap<Integer, JsonObject> issues = new TreeMap<>();
        if (json.get("issues") instanceof JsonObject several) {
            several.forEach((number, issue) -> issues.put(number("issues", number), issue(issue)));
        } else if (json.get("issue") instanceof JsonObject one) {
            issues.put(issueNumber(one), one);
        } else {
            throw new IllegalArgumentException(
                    "a prescription has an issue (an object), or issues (objects by number)");
        }
        JsonObjectBuilder head = JsonText.object(json);
        head.remove("issue");
        head.remove("issues");
        int current = json.containsKey("currentIssueNumber")
                ? number("currentIssueNumber", plain(json.get("currentIssueNumber")))
                : issues.firstKey();
        return new Prescription(
                id,
                JsonText.object().add("prescriptionId", id).addAll(head).build(),
                issues,
                current,
                issues.lastKey());
    }

    private static Broken broken(String code, JsonObject json) {
        if (!code.matches("[0-9]{1,3}") || code.equals("0")) {
            throw new IllegalArgumentException("statusCode must be a number above 0");
        }
        String reason = JsonText.string(json, "reason")
                .or(() -> TrackerStatus.coded(code).map(TrackerStatus::reason))
                .orElse("");
        JsonObject payload = json.get("prescription") instanceof JsonObject shown ? shown : JsonValue.EMPTY_JSON_OBJECT;
        return new Broken(code, reason, payload);
    }

    private static JsonObject issue(JsonValue value) {
        if (value instanceof JsonObject issue) {
            return issue;
        }
        throw new IllegalArgumentException("every issue must be an object");
    }

    private static int issueNumber(JsonObject issue) {
        return issue.containsKey("issueNumber") ? number("issueNumber", plain(issue.get("issueNumber"))) : 1;
    }

    private static int number(String member, String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(member + " must be a whole number");
        }
        return Integer.parseInt(text);
    }

    /** A string's text, or a number's digits: the tracker writes numbers as strings, and a test may not. */
    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
