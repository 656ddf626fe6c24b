package uk.nhs.rtec.sandbox.eps;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SampleSystems;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.people.SamplePrescription;
import uk.nhs.rtec.sandbox.people.Samples;

class PrescriptionRetrieveTest {
    private static final String ID = "471BC8-P83027-34B75X";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private static Asking asking(String idAndQuery) {
        return Asking.get("/mm/prescriptions/" + idAndQuery).with("Spine-From-Asid", SampleSystems.DEMO);
    }

    private Answer retrieve(String id) {
        return sandbox.ask(asking(id + "?format=trace"));
    }

    private static JsonObject body(Answer answer) {
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    @Test
    void aPrescriptionComesInTheFourPartEnvelope() {
        Answer answer = retrieve(ID);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store").containsEntry("Pragma", "no-cache");
        assertThat(answer.headers().get("Etag")).matches("\"[0-9a-f]{40}\"");
        assertThat(body(answer).keySet()).containsExactly("reason", "version", "statusCode", "prescription");
        JsonObject prescription = body(answer).getJsonObject("prescription");
        assertThat(prescription.getString("patientNhsNumber")).isEqualTo("9434765919");
        assertThat(prescription
                        .getJsonObject("issue")
                        .getJsonObject("prescriptionStatus")
                        .getString("statusCode"))
                .isEqualTo("0002");
    }

    @Test
    void everyLeafIsAString() {
        for (SamplePrescription sample : Samples.prescriptions()) {
            assertOnlyStrings(body(retrieve(sample.id())));
        }
    }

    private static void assertOnlyStrings(JsonValue value) {
        if (value instanceof JsonObject object) {
            object.values().forEach(PrescriptionRetrieveTest::assertOnlyStrings);
        } else {
            assertThat(value).isInstanceOf(JsonString.class);
        }
    }

    @Test
    void noClinicalDetailLeavesByTheBasicResource() {
        assertThat(retrieve(ID).bodyText()).doesNotContain("description", "dosage", "quantity", "uom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"471BC8-P83027-34B75X", "471BC8-P83027-34B75", "471bc8-p83027-34b75x"})
    void theCheckCharacterMayBeLeftOut(String id) {
        assertThat(body(retrieve(id)).getString("statusCode")).isEqualTo("0");
    }

    @Test
    void notFoundIsWordForWord() {
        assertThat(retrieve("A3B4D9-Z42475-11E6B+").bodyText())
                .isEqualTo("{\"reason\":\"Not found\",\"version\":\"1.0\",\"statusCode\":\"1\",\"prescription\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Spine-From-Asid     | 20000000200  | 52 | Invalid or missing asid | eleven digits",
                "Eps-TraceId         | a.b          | 54 | Invalid traceId         | a dot",
                "Eps-TraceId         | 1234567890123456789012345678901 | 54 | Invalid traceId | 31 characters",
                "Spine-UserId        | G123         | 55 | Invalid userId          | no digits",
                "Spine-RoleProfileId | 1            | 56 | Invalid roleProfileId   | too short"
            })
    void aWrongHeaderIsAnErrorWithStatus200(String header, String value, String code, String reason, String remark) {
        Answer answer = sandbox.ask(asking(ID + "?format=trace").with(header, value));

        assertThat(answer.status()).as(remark).isEqualTo(200);
        assertThat(body(answer).getString("statusCode")).isEqualTo(code);
        assertThat(body(answer).getString("reason")).isEqualTo(reason);
        assertThat(body(answer).getJsonObject("prescription")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "471BC8-P83027-34B75X?format=trace&version=2, 53, another message version",
        "471BC8-P83027?format=trace,                  51, a piece of an ID",
        "471BC8-P83027-34B7_X?format=trace,           51, an underscore",
        "471BC8-P83027-34B75X?format=trace&issueNumber=2, 3, an issue there is not"
    })
    void aWrongParameterIsAnErrorWithStatus200(String idAndQuery, String code, String remark) {
        assertThat(body(sandbox.ask(asking(idAndQuery))).getString("statusCode"))
                .as(remark)
                .isEqualTo(code);
    }

    @Test
    void theFirstWrongThingByItsCodeIsReported() {
        Answer answer =
                sandbox.ask(asking("x?version=7").with("Eps-TraceId", "..").with("Spine-UserId", "1"));

        assertThat(body(answer).getString("statusCode")).isEqualTo("53");
    }

    @Test
    void anUnknownSystemAndOneWithoutTheInteractionAreForbiddenWithoutABody() {
        for (String asid : new String[] {"999999999999", "200000002003"}) {
            Answer answer = sandbox.ask(asking(ID + "?format=trace").with("Spine-From-Asid", asid));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void aSystemIsAccreditedByControl() {
        sandbox.ask(
                Asking.put(
                        "/_control/asids/999999999999",
                        "{\"odsCode\":\"X26\",\"interactions\":[\"urn:nhs:names:services:mmquery:ExternalPrescriptionQuery_1_0\"]}"));

        assertThat(sandbox.ask(asking(ID + "?format=trace").with("Spine-From-Asid", "999999999999"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"'',400", "?format=trace-summary,400"})
    void noCodeExistsForAWrongFormatSoHttpSaysNo(String query, int status) {
        assertThat(sandbox.ask(asking(ID + query)).status()).isEqualTo(status);
    }

    @Test
    void theTraceIdComesBack() {
        Answer answer = sandbox.ask(asking(ID + "?format=trace").with("Eps-TraceId", "trace-1"));

        assertThat(answer.headers()).containsEntry("Eps-TraceId", "trace-1");
    }

    @Test
    void onlyGetIsServed() {
        Answer answer = sandbox.ask(Asking.post("/mm/prescriptions/" + ID, ""));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anUnknownIssueLeavesTheIssueBlankAndTheRestInPlace() {
        JsonObject body = body(sandbox.ask(asking(ID + "?format=trace&issueNumber=9")));

        JsonObject prescription = body.getJsonObject("prescription");
        assertThat(body.getString("reason")).isEqualTo("Issue not found");
        assertThat(prescription.getString("patientNhsNumber")).isEqualTo("9434765919");
        assertThat(prescription
                        .getJsonObject("issue")
                        .getJsonObject("prescriptionStatus")
                        .getString("statusCode"))
                .isEmpty();
    }

    @Test
    void aLaterIssueOfARepeatDispensingPrescriptionIsAFutureInstance() {
        String id = Samples.prescriptions().stream()
                .filter(each -> each.treatment().equals("0003") && each.status().equals("0002"))
                .findFirst()
                .orElseThrow()
                .id();

        JsonObject body = body(sandbox.ask(asking(id + "?format=trace&issueNumber=3")));

        assertThat(body.getString("statusCode")).isEqualTo("0");
        assertThat(body.getJsonObject("prescription")
                        .getJsonObject("issue")
                        .getJsonObject("prescriptionStatus")
                        .getString("statusCode"))
                .isEqualTo("9000");
    }

    @ParameterizedTest
    @CsvSource({"2,No unique prescription", "4,Failed to parse prescription", "5,Unexpected exception", "58,''"})
    void aQueryFailsAsControlSays(String code, String reason) {
        sandbox.ask(Asking.put("/_control/prescriptions/" + ID, "{\"statusCode\":\"" + code + "\"}"));

        JsonObject body = body(retrieve(ID));

        assertThat(body.getString("statusCode")).isEqualTo(code);
        assertThat(body.getString("reason")).isEqualTo(reason);
    }
}
