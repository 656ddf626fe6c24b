package uk.nhs.rtec.sandbox.eps;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SampleSystems;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.people.SamplePrescription;
import uk.nhs.rtec.sandbox.people.Samples;

class PrescriptionSearchTest {
    private static final String YUSUF = "9990007322";
    private static final String ID = "471BC8-P83027-34B75X";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private static Asking asking(String resourceAndQuery) {
        return Asking.get("/mm/" + resourceAndQuery)
                .with("Spine-From-Asid", "200000002002")
                .with("Spine-UserId", "555200000101")
                .with("Spine-RoleProfileId", "555200000201");
    }

    private JsonObject ask(String resourceAndQuery) {
        return body(sandbox.ask(asking(resourceAndQuery)));
    }

    private static JsonObject body(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    private static String idOf(String type, String treatment, String status) {
        return Samples.prescriptions().stream()
                .filter(each ->
                        each.nhsNumber().equals(YUSUF) && each.errorCode().isEmpty())
                .filter(each -> each.type().equals(type)
                        && each.treatment().equals(treatment)
                        && each.status().equals(status))
                .findFirst()
                .map(SamplePrescription::id)
                .orElseThrow();
    }

    @Test
    void theBasicSearchListsAPatientsPrescriptionsById() {
        JsonObject body = ask("prescriptions?nhsNumber=9434765919&format=trace-summary");

        assertThat(body.keySet()).containsExactly("reason", "version", "statusCode", "prescriptionList");
        JsonObject summary = body.getJsonObject("prescriptionList").getJsonObject(ID);
        assertThat(summary.keySet())
                .containsExactly(
                        "prescriptionTreatmentType",
                        "prescriptionIssueDate",
                        "pendingCancellations",
                        "lastEventDate",
                        "currentIssueNumber",
                        "patientNhsNumber",
                        "issues");
        JsonObject issue = summary.getJsonObject("issues").getJsonObject("1");
        assertThat(issue.getJsonObject("prescriptionStatus").getString("statusText"))
                .isEqualTo("With Dispenser");
        assertThat(issue.getString("issueDate")).isEqualTo("20261118");
    }

    @Test
    void theWindowIsTwentyEightDaysUnlessSaidOtherwise() {
        String old = idOf("0101", "0001", "0004");

        assertThat(list("nhsNumber=" + YUSUF).keySet()).doesNotContain(old);
        assertThat(list("nhsNumber=" + YUSUF + "&earliestDate=20260101").keySet())
                .contains(old);
        assertThat(list("nhsNumber=9434765919&earliestDate=20261118&latestDate=20261118")
                        .keySet())
                .containsExactly(ID);
        assertNothingFound("nhsNumber=9434765919&latestDate=20261117");
        assertNothingFound("nhsNumber=9434765919&latestDate=20200101");
    }

    private JsonObject list(String query) {
        return ask("prescriptions?format=trace-summary&" + query).getJsonObject("prescriptionList");
    }

    private void assertNothingFound(String query) {
        assertThat(sandbox.ask(asking("prescriptions?format=trace-summary&" + query))
                        .bodyText())
                .isEqualTo("{\"reason\":\"Not found\",\"version\":\"1\",\"statusCode\":\"1\",\"prescriptions\":{}}");
    }

    @Test
    void aSearchCanBeNarrowedByStateAndRelease() {
        assertThat(list("nhsNumber=" + YUSUF + "&prescriptionStatus=0008").keySet())
                .containsExactly(idOf("0101", "0001", "0008"));
        assertThat(list("nhsNumber=" + YUSUF + "&prescriptionVersion=R2").keySet())
                .hasSizeGreaterThan(5);
        assertNothingFound("nhsNumber=" + YUSUF + "&prescriptionVersion=1");
    }

    @Test
    void onlyRepeatDispensingShowsIssuesToCome() {
        JsonObject issues = list("nhsNumber=" + YUSUF)
                .getJsonObject(idOf("0101", "0003", "0002"))
                .getJsonObject("issues");

        assertThat(issues.keySet()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(issues.getJsonObject("2").getString("issueDate")).isEqualTo("False");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prescriptions     | 50 | nothing at all",
                "nhs111itemsummary | 50 | nothing at all",
                "nhs111itemdetails | 50 | nothing at all",
                "prescriptions?format=trace-summary | 61 | no number",
                "prescriptions?format=trace-summary&nhsNumber=9990007321 | 61 | a wrong check digit",
                "prescriptions?format=trace-summary&nhsNumber=9990007322&earliestDate=2026-01-01 | 57 | hyphens",
                "prescriptions?format=trace-summary&nhsNumber=9990007322&latestDate=20260231 | 57 | no such day",
                "prescriptions?format=trace-summary&nhsNumber=9990007322&earliestDate=20260202&latestDate=20260201 | 57 | inverted",
                "prescriptions?format=trace-summary&nhsNumber=9990007322&prescriptionStatus=1 | 59 | no state",
                "prescriptions?format=trace-summary&nhsNumber=9990007322&prescriptionVersion=3 | 60 | no release",
                "prescriptions?format=trace-summary&nhsNumber=9990007322&version=9 | 53 | no version",
                "nhs111itemsummary?nhsNumber=1 | 61 | no number",
                "nhs111itemdetails?prescriptionId=471BC8-P83027-34B75 | 51 | no check character",
                "nhs111itemdetails?prescriptionId=7A1C3E-A99968-0D4F2L | 6 | unknown",
                "nhs111itemdetails?prescriptionId=471BC8-P83027-34B75X&issueNumber=4 | 8 | an issue there is not",
                "nhs111itemdetails?prescriptionId=471BC8-P83027-34B75X&lineitemid=A | 7 | a line there is not"
            })
    void aWrongQueryIsAnErrorWithStatus200(String query, String code, String remark) {
        JsonObject body = ask(query);

        assertThat(body.getString("statusCode")).as(remark).isEqualTo(code);
        assertThat(body.getJsonObject("prescriptions")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Spine-UserId,55", "Spine-RoleProfileId,56"})
    void theNhs111ResourcesWantAPersonAndTheBasicOnesDoNot(String header, String code) {
        assertThat(body(sandbox.ask(
                                asking("nhs111itemsummary?nhsNumber=9434765919").without(header)))
                        .getString("statusCode"))
                .isEqualTo(code);
        assertThat(body(sandbox.ask(asking("prescriptions?nhsNumber=9434765919&format=trace-summary")
                                .without(header)))
                        .getString("statusCode"))
                .isEqualTo("0");
    }

    @Test
    void theItemSummaryNamesTheItemsAndWritesStatesInWords() {
        JsonObject summary = ask("nhs111itemsummary?nhsNumber=9434765919")
                .getJsonObject("prescriptions")
                .getJsonObject(ID);

        assertThat(summary.getString("epsVersion")).isEqualTo("R2");
        assertThat(summary.getString("prescriptionStatus")).isEqualTo("With Dispenser");
        assertThat(summary.getString("prescriptionTreatmentType")).isEqualTo("Acute Prescription");
        assertThat(summary.getJsonObject("lineItems").values().toString()).contains("Salbutamol");
        assertThat(summary.getJsonObject("repeatInstance").keySet())
                .containsExactly("currentIssue", "totalAuthorised", "dispenseHistory");
    }

    @Test
    void theItemDetailsStandUnderThePrescriptionsOwnId() {
        JsonObject body = ask("nhs111itemdetails?prescriptionId=" + ID);

        assertThat(body.keySet()).containsExactly("reason", "version", "statusCode", ID);
        JsonObject details = body.getJsonObject(ID);
        JsonObject line =
                details.getJsonObject("lineItems").values().iterator().next().asJsonObject();
        assertThat(line.keySet()).containsExactly("code", "description", "quantity", "uom", "dosage", "itemStatus");
        assertThat(line.getString("itemStatus")).isEqualTo("With Dispenser");
        assertThat(details.getJsonObject("prescriber").getString("ods")).isEqualTo("P83027");
        assertThat(details.getJsonObject("dispensingPharmacy").getString("ods")).isEqualTo("FML84");
    }

    @Test
    void aRepeatDispensingPrescriptionIsDetailedByIssue() {
        String id = idOf("0101", "0003", "0002");

        assertThat(ask("nhs111itemdetails?prescriptionId=" + id).getString("statusCode"))
                .isEqualTo("8");
        assertThat(ask("nhs111itemdetails?prescriptionId=" + id + "&issueNumber=2")
                        .getJsonObject(id)
                        .getString("prescriptionStatus"))
                .isEqualTo("Repeat Dispense future instance");
    }

    @Test
    void aPlusMustBeEscapedInAQuery() {
        String id = Samples.prescriptions().stream()
                .map(SamplePrescription::id)
                .filter(each -> each.endsWith("+"))
                .findFirst()
                .orElseThrow();

        assertThat(ask("nhs111itemdetails?prescriptionId=" + id).getString("statusCode"))
                .isEqualTo("51");
        assertThat(ask("nhs111itemdetails?prescriptionId=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .getString("statusCode"))
                .isEqualTo("0");
    }

    @Test
    void theDemosOwnSystemMayRetrieveOnly() {
        assertThat(sandbox.ask(asking("prescriptions?nhsNumber=9434765919&format=trace-summary")
                                .with("Spine-From-Asid", SampleSystems.DEMO))
                        .status())
                .isEqualTo(403);
    }
}
