package uk.nhs.rtec.sandbox.eps;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
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

/** The tracker's published tables, row by row; each row names the table it is of. */
class TrackerTablesTest {
    private static final String ID = "471BC8-P83027-34B75X";
    private static final String SEARCH = "prescriptions?format=trace-summary&nhsNumber=9434765919";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
        put(
                "200000002009",
                "[\"ExternalPrescriptionQuery_1_0\",\"ExternalPrescriptionSearch_1_0\","
                        + "\"NHS111_ItemSummary\",\"NHS111_ItemDetail\"]");
    }

    private void put(String asid, String interactions) {
        sandbox.ask(
                Asking.put("/_control/asids/" + asid, "{\"odsCode\":\"X26\",\"interactions\":" + interactions + "}"));
    }

    private static Asking asking(String resourceAndQuery) {
        return Asking.get("/mm/" + resourceAndQuery)
                .with("Spine-From-Asid", "200000002009")
                .with("Spine-UserId", "555200000101")
                .with("Spine-RoleProfileId", "555200000201");
    }

    private static JsonObject body(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    private static void assertRefused(Answer answer, String code, String reason, String remark) {
        JsonObject body = body(answer);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(body.getString("statusCode")).as(remark).isEqualTo(code);
        assertThat(body.getString("reason")).as(remark).isEqualTo(reason);
        assertThat(body.keySet()).hasSize(4).contains("version");
    }

    @ParameterizedTest(name = "A2: {0}")
    @CsvSource({
        "prescriptions?nhsNumber=9434765919&format=trace-summary, ExternalPrescriptionSearch_1_0, prescriptionList",
        "prescriptions/471BC8-P83027-34B75X?format=trace,         ExternalPrescriptionQuery_1_0,  prescription",
        "nhs111itemsummary?nhsNumber=9434765919,                  NHS111_ItemSummary,             prescriptions",
        "nhs111itemdetails?prescriptionId=471BC8-P83027-34B75X,   NHS111_ItemDetail,              471BC8-P83027-34B75X"
    })
    void eachResourceHasItsInteractionAndItsPayload(String resource, String interaction, String payload) {
        put("200000002009", "[\"urn:nhs:names:services:mmquery:" + interaction + "\"]");

        assertThat(body(sandbox.ask(asking(resource))).keySet())
                .containsExactlyInAnyOrder("reason", "version", "statusCode", payload);

        put("200000002009", "[\"urn:nhs:names:services:mmquery:" + interaction + "X\"]");
        assertThat(sandbox.ask(asking(resource)).status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "A8: {0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | ''                                    | prescriptions/471BC8-P83027-34B75X?format=trace",
                "1  | Not found                             | prescriptions/7A1C3E-A99968-0D4F2L?format=trace",
                "1  | Not found                             | prescriptions?format=trace-summary&nhsNumber=9990000018",
                "1  | Not found                             | nhs111itemsummary?nhsNumber=9990000018",
                "2  | No unique prescription                | prescriptions/6353A9-A99968-4176DQ?format=trace",
                "3  | Issue not found                       | prescriptions/471BC8-P83027-34B75X?format=trace&issueNumber=2",
                "4  | Failed to parse prescription          | prescriptions/636DAA-A99968-422927?format=trace",
                "5  | Unexpected exception                  | prescriptions/6387AB-A99968-42DB79?format=trace",
                "6  | Prescription ID not found             | nhs111itemdetails?prescriptionId=7A1C3E-A99968-0D4F2L",
                "7  | Prescription Line Item ID not found   | nhs111itemdetails?prescriptionId=471BC8-P83027-34B75X&lineitemid=0C4D8A52-6B1E-4F3A-9D27-5E8F10A2B301",
                "8  | Prescription repeat instance not found | nhs111itemdetails?prescriptionId=621B9D-A99968-391B1D",
                "50 | Query parameters have not been provided | prescriptions",
                "51 | Invalid prescription id               | prescriptions/471BC8?format=trace",
                "51 | Invalid prescription id               | nhs111itemdetails?issueNumber=1",
                "53 | Invalid version                       | prescriptions/471BC8-P83027-34B75X?format=trace&version=2",
                "57 | Invalid search date                   | prescriptions?format=trace-summary&nhsNumber=9434765919&earliestDate=2026",
                "59 | Invalid search prescription state     | prescriptions?format=trace-summary&nhsNumber=9434765919&prescriptionStatus=0010",
                "60 | Invalid search prescription version   | prescriptions?format=trace-summary&nhsNumber=9434765919&prescriptionVersion=R3",
                "61 | Invalid or missing NHS number         | prescriptions?format=trace-summary&nhsNumber=9434765918",
                "61 | Invalid or missing NHS number         | nhs111itemsummary?earliestDate=20260101"
            })
    void everyStatusCodeHasItsReason(String code, String reason, String query) {
        assertRefused(sandbox.ask(asking(query)), code, reason, query);
    }

    @ParameterizedTest(name = "A3 and A8: {0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Spine-From-Asid     | 12345678901     | 52 | Invalid or missing asid",
                "Spine-From-Asid     | 12345678901A    | 52 | Invalid or missing asid",
                "Eps-TraceId         | under_score     | 54 | Invalid traceId",
                "Eps-TraceId         | abcdefghijklmnopqrstuvwxyz01234 | 54 | Invalid traceId",
                "Spine-UserId        | 1234567890123   | 55 | Invalid userId",
                "Spine-RoleProfileId | R12345678901    | 56 | Invalid roleProfileId"
            })
    void everyHeaderHasItsRuleOnEveryResource(String header, String value, String code, String reason) {
        for (String resource : new String[] {
            SEARCH,
            "prescriptions/" + ID + "?format=trace",
            "nhs111itemsummary?nhsNumber=9434765919",
            "nhs111itemdetails?prescriptionId=" + ID
        }) {
            assertRefused(sandbox.ask(asking(resource).with(header, value)), code, reason, resource);
        }
    }

    @Test
    void withoutAnAsidNobodyIsServed() {
        assertRefused(sandbox.ask(asking(SEARCH).without("Spine-From-Asid")), "52", "Invalid or missing asid", "A3");
    }

    @Test
    void a65TheErrorsOfASearchAndOfARetrieveHaveDifferentBodies() {
        assertThat(sandbox.ask(asking("nhs111itemsummary?nhsNumber=1")).bodyText())
                .isEqualTo("{\"reason\":\"Invalid or missing NHS number\",\"version\":\"1\",\"statusCode\":\"61\","
                        + "\"prescriptions\":{}}");
        assertThat(sandbox.ask(asking("prescriptions/7A1C3E-A99968-0D4F2L?format=trace"))
                        .bodyText())
                .isEqualTo("{\"reason\":\"Not found\",\"version\":\"1.0\",\"statusCode\":\"1\",\"prescription\":{}}");
    }

    /** One request that is wrong at every step, put right one step at a time: what is reported moves on by one step each time. */
    @Test
    void a10TheChecksComeInTheirOrder() {
        Asking wrong = Asking.of("POST", "/mm/elsewhere");
        assertThat(sandbox.ask(wrong).status()).as("2: the method").isEqualTo(405);
        assertThat(sandbox.ask(Asking.get("/mm/elsewhere")).status())
                .as("3: the path")
                .isEqualTo(404);
        assertThat(body(sandbox.ask(Asking.get("/mm/prescriptions"))).getString("statusCode"))
                .as("4: no parameters")
                .isEqualTo("50");

        String query = "version=7&format=x&nhsNumber=1&earliestDate=x&prescriptionStatus=x&prescriptionVersion=x";
        Headers headers = new Headers();
        assertThat(codeOf(query, headers)).as("5: the ASID's form").isEqualTo("52");
        headers.asid = "200000002003";
        assertThat(sandbox.ask(headers.on(query)).status())
                .as("6: the ASID's interaction")
                .isEqualTo(403);
        assertThat(sandbox.ask(headers.on(query)).body()).isEmpty();
        headers.asid = "200000002009";
        assertThat(codeOf(query, headers)).as("7: the version").isEqualTo("53");
        query = query.replace("version=7", "version=1");
        assertThat(codeOf(query, headers)).as("8: the trace id").isEqualTo("54");
        headers.trace = "trace-1";
        assertThat(codeOf(query, headers)).as("9: the user").isEqualTo("55");
        headers.user = "555200000101";
        assertThat(codeOf(query, headers)).as("10: the role profile").isEqualTo("56");
        headers.role = "555200000201";
        assertThat(sandbox.ask(headers.on(query)).status()).as("11: the format").isEqualTo(400);
        assertThat(sandbox.ask(headers.on(query)).body()).isEmpty();
        query = query.replace("format=x", "format=trace-summary");
        assertThat(codeOf(query, headers)).as("12: the NHS number").isEqualTo("61");
        query = query.replace("nhsNumber=1", "nhsNumber=9434765919");
        assertThat(codeOf(query, headers)).as("13: the dates").isEqualTo("57");
        query = query.replace("earliestDate=x", "earliestDate=20260101");
        assertThat(codeOf(query, headers)).as("14: the state").isEqualTo("59");
        query = query.replace("prescriptionStatus=x", "prescriptionStatus=0008");
        assertThat(codeOf(query, headers)).as("15: the release").isEqualTo("60");
        query = query.replace("prescriptionVersion=x", "prescriptionVersion=2");
        assertThat(codeOf(query, headers)).as("17: nothing found").isEqualTo("1");
        query = query.replace("prescriptionStatus=0008", "prescriptionStatus=0002");
        assertThat(codeOf(query, headers)).as("17: found").isEqualTo("0");
    }

    private String codeOf(String query, Headers headers) {
        return body(sandbox.ask(headers.on(query))).getString("statusCode");
    }

    /** Every header wrong until it is put right. */
    private static final class Headers {
        private String asid = "x";
        private String trace = "..";
        private String user = "x";
        private String role = "x";

        private Asking on(String query) {
            return Asking.get("/mm/prescriptions?" + query)
                    .with("Spine-From-Asid", asid)
                    .with("Eps-TraceId", trace)
                    .with("Spine-UserId", user)
                    .with("Spine-RoleProfileId", role);
        }
    }

    @ParameterizedTest(name = "A10, 6, over mutual TLS: {2}")
    @CsvSource({
        "CN=other.spine-sandbox.nhs.uk,  403, another system's certificate",
        "CN=rtec.spine-sandbox.nhs.uk,   200, its own",
        "cn=RTEC.spine-sandbox.nhs.uk,   200, its own in other letters"
    })
    void anAsidSpeaksThroughItsOwnCertificateOnly(String certificate, int status, String remark) {
        Asking retrieve = Asking.get("/mm/prescriptions/" + ID + "?format=trace")
                .with("Spine-From-Asid", SampleSystems.DEMO)
                .showing(certificate);

        assertThat(sandbox.ask(retrieve).status()).as(remark).isEqualTo(status);
    }

    @Test
    void anAsidWithoutACertificateSpeaksOverPlainHttpOnly() {
        Asking search = asking(SEARCH);

        assertThat(sandbox.ask(search).status()).isEqualTo(200);
        assertThat(sandbox.ask(search.showing("CN=any")).status()).isEqualTo(403);
    }

    @Test
    void theAsidsFormIsCheckedBeforeItsCertificate() {
        Asking retrieve =
                Asking.get("/mm/prescriptions/" + ID + "?format=trace").showing("CN=other");

        assertRefused(sandbox.ask(retrieve), "52", "Invalid or missing asid", "A10: 5 before 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"no name\"", "7", "\"\"", "\"?\""})
    void aCertificateIsRegisteredByADistinguishedName(String certificate) {
        Answer answer = sandbox.ask(Asking.put(
                "/_control/asids/200000002010", "{\"odsCode\":\"X26\",\"certificate\":" + certificate + "}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.bodyText()).contains("distinguished name");
    }

    @ParameterizedTest(name = "A7: prescription status {0}")
    @CsvSource({
        "0000, Awaiting Release Ready,          Awaiting Release Ready",
        "0001, To Be Dispensed,                 To be dispensed",
        "0002, With Dispenser,                  With dispenser",
        "0003, With Dispenser - Active,         With dispenser active",
        "0004, Expired,                         Expired",
        "0005, Cancelled,                       Cancelled",
        "0006, Dispensed,                       Dispensed",
        "0007, Not Dispensed,                   Not dispensed",
        "0008, Claimed,                         Claimed",
        "0009, No-Claimed,                      No-claimed",
        "9000, Repeat Dispense future instance, Repeat dispense future instance",
        "9001, Prescription future instance,    Prescription future instance",
        "9005, Cancelled future instance,       Cancelled future instance"
    })
    void everyStateIsWrittenAsItsResourceWritesIt(String code, String inSearch, String inRetrieve) {
        sandbox.ask(Asking.put("/_control/prescriptions/" + ID, prescription(code, inRetrieve)));

        JsonObject found = body(sandbox.ask(asking(SEARCH + "&prescriptionStatus=" + code)))
                .getJsonObject("prescriptionList")
                .getJsonObject(ID)
                .getJsonObject("issues")
                .getJsonObject("1")
                .getJsonObject("prescriptionStatus");
        assertThat(found.getString("statusText")).isEqualTo(inSearch);
        assertThat(found.getString("statusCode")).isEqualTo(code);
        assertThat(body(sandbox.ask(asking("nhs111itemsummary?nhsNumber=9434765919")))
                        .getJsonObject("prescriptions")
                        .getJsonObject(ID)
                        .getString("prescriptionStatus"))
                .isEqualTo(inSearch);
        assertThat(PrescriptionStatus.coded(code).map(PrescriptionStatus::inRetrieve))
                .contains(inRetrieve);
    }

    private static String prescription(String status, String text) {
        return """
                {"patientNhsNumber":"9434765919","signingDate":"20261118091500","currentIssueNumber":"1","issue":
                 {"issueNumber":"1","prescriptionStatus":{"statusText":"%s","statusCode":"%s"},"lineItems":{}}}""".formatted(text, status);
    }

    @ParameterizedTest(name = "A7: line item status {0}")
    @CsvSource({
        "0001, Item fully dispensed,      Dispensed",
        "0002, Item not dispensed,        Not Dispensed",
        "0003, Item dispensed - partial,  Dispensed - Partial",
        "0004, Item not dispensed owing,  Not Dispensed - Owing",
        "0005, Item Cancelled,            Cancelled",
        "0006, Expired,                   Expired",
        "0007, To Be Dispensed,           To be Dispensed",
        "0008, Item with dispenser,       With Dispenser"
    })
    void everyLineIsWrittenAsItsResourceWritesIt(String code, String basic, String in111) {
        String line = "{\"id\":\"A\",\"description\":\"x\",\"status\":{\"statusText\":\"" + basic
                + "\",\"statusCode\":\"" + code + "\"}}";
        sandbox.ask(Asking.put(
                "/_control/prescriptions/" + ID,
                prescription("0002", "With dispenser")
                        .replace("\"lineItems\":{}", "\"lineItems\":{\"1\":" + line + "}")));

        assertThat(ItemStatus.coded(code).map(ItemStatus::text)).contains(basic);
        assertThat(body(sandbox.ask(asking("nhs111itemdetails?prescriptionId=" + ID)))
                        .getJsonObject(ID)
                        .getJsonObject("lineItems")
                        .getJsonObject("A")
                        .getString("itemStatus"))
                .isEqualTo(in111);
    }
}
