package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

// What auditors take out, on a server where two checks are what one of them may take out alone, and the first download
// cannot be completed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExportsIT {

    private static final String EXPORTS = "/audit/v1/exports";
    private static final String HEADER = "id,askedAt,answeredAt,outcome,reason,category,type,certificates,"
            + "prescriptionId,odsCode,asid,userId,patient\r\n";
    private static final Question FEW = Question.WITHOUT_CERTIFICATE;
    private static final Question MANY = Question.PETER_PARKER;

    /** A check is in an export once it is ten seconds old, and a minute unless that is set. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final OwnServer server = OwnServer.onTheDatabaseUnderTest(
                    "exports", "rtec.audit.export-limit=2", "rtec.audit.export-settling=PT10S")
            .with(SilentAtFirstProofs.class);

    private final Rtec rtec = server.start();

    @BeforeAll
    void checksThatAreOldEnough() {
        String certificate = """
                {"certificateNumber":"-1.5/7","category":"0005","validFrom":"%s","validTo":"%s","people":[\
                {"relationship":"holder","nhsNumber":"%s","surname":"%s","forename":"%s","dateOfBirth":"%s","postcode":"%s"}]}""".formatted(
                        today().minusDays(30),
                        today().plusDays(30),
                        FEW.nhsNumber(),
                        FEW.surname(),
                        FEW.forename(),
                        FEW.dob(),
                        FEW.postcode());
        HttpResponse<String> registered = rtec.post(
                rtec.http("/register/v1/certificates"),
                rtec.token("register-officer"),
                "application/json",
                certificate);
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        String pharmacist = rtec.token("pharmacist");
        assertThat(rtec.search(pharmacist, FEW.json()).statusCode()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(rtec.search(pharmacist, MANY.json()).statusCode()).isEqualTo(200);
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> requested(MANY).getInt("rows") == 3);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void aDownloadThatCannotBeCompletedIsNotTakenForTheWholeAndTheNextOneIs() {
        JsonObject export = requested(FEW);
        String id = export.getString("id");
        assertThat(export.getString("state")).isEqualTo("READY");
        assertThat(export.getInt("rows")).isEqualTo(1);
        assertThat(export.getBoolean("more")).isFalse();

        assertThatThrownBy(() -> get("/" + id + "/file", rtec.token("auditor")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(get("/" + id + "/manifest", rtec.token("auditor")).statusCode())
                .isEqualTo(404);

        HttpResponse<String> file = get("/" + id + "/file", rtec.token("auditor"));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"rtec-checks-" + id + ".csv\"");
        assertThat(file.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(file.body()).startsWith(HEADER).contains(",'-1.5/7,").hasLineCount(2);

        JsonObject manifest =
                Rtec.json(get("/" + id + "/manifest", rtec.token("auditor")).body());
        assertThat(manifest.getInt("rows")).isEqualTo(1);
        assertThat(manifest.getString("sha256")).isEqualTo(sha256(file.body()));
        assertThat(manifest.getString("checkpoint")).startsWith("rtec-demo/");
        assertThat(manifest.getString("file")).isEqualTo("rtec-checks-" + id + ".csv");
        assertThat(get("/" + id + "/file", rtec.token("auditor")).body()).isEqualTo(file.body());
    }

    @Test
    @Order(2)
    void theHashAndTheNumberOfRowsFollowTheFile() throws IOException {
        String id = requested(FEW).getString("id");
        URI uri = rtec.http(EXPORTS + "/" + id + "/file");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + rtec.token("auditor") + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            String hash = sha256(get("/" + id + "/file", rtec.token("auditor")).body());
            assertThat(answer).contains("\r\nTrailer: Export-Rows, Export-SHA-256\r\n");
            assertThat(answer.substring(answer.lastIndexOf("\r\n0\r\n")))
                    .contains("\r\nExport-Rows: 1\r\n", "\r\nExport-SHA-256: " + hash + "\r\n");
        }
    }

    @Test
    @Order(3)
    void moreThanOnePersonMayTakeOutTakesTwo() {
        JsonObject export = requested(MANY);
        String id = export.getString("id");
        assertThat(export.getString("state")).isEqualTo("AWAITING_APPROVAL");
        assertThat(get("/" + id + "/file", rtec.token("auditor")).statusCode()).isEqualTo(409);

        HttpResponse<String> list = get("?state=AWAITING_APPROVAL", rtec.token("audit-approver"));
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(Rtec.json(list.body()).getJsonArray("exports").getValuesAs(JsonObject.class))
                .filteredOn(waits -> waits.getString("id").equals(id))
                .singleElement()
                .satisfies(waits -> {
                    assertThat(waits.getString("reason")).isEqualTo("acceptance");
                    assertThat(waits.getJsonArray("conditions").getValuesAs(JsonString::getString))
                            .containsExactly("nhsNumber");
                });
        assertThat(list.body()).doesNotContain(MANY.nhsNumber());

        String both = rtec.tokenOf("user=auditor&groups=AUDITOR,AUDIT_APPROVER");
        assertThat(decide(id, both, "APPROVED").statusCode()).isEqualTo(403);
        assertThat(decide(id, rtec.token("audit-approver"), "APPROVED").statusCode())
                .isEqualTo(204);
        assertThat(decide(id, rtec.token("audit-approver"), "REFUSED").statusCode())
                .isEqualTo(409);
        assertThat(decide(UUID.randomUUID().toString(), rtec.token("audit-approver"), "REFUSED")
                        .statusCode())
                .isEqualTo(404);

        HttpResponse<String> file = get("/" + id + "/file", rtec.token("auditor"));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).startsWith(HEADER).hasLineCount(4);
        assertThat(get("/" + id + "/file", rtec.tokenOf("user=auditor&organisation=FML84"))
                        .statusCode())
                .isEqualTo(404);

        assertThat(onRecord("EXPORT_APPROVAL", id)).containsExactly("SUCCEEDED", "REFUSED");
        assertThat(onRecord("EXPORT_REFUSAL", id)).containsExactly("REFUSED");
        assertThat(onRecord("EXPORT_DOWNLOAD", id)).containsExactly("REFUSED", "SUCCEEDED", "BEGUN", "REFUSED");
        assertThat(accesses("EXPORT_LIST")).isNotEmpty();
    }

    @Test
    @Order(4)
    void whatASecondPersonRefusesStaysIn() {
        String id = requested(MANY).getString("id");
        assertThat(decide(id, rtec.token("audit-approver"), "REFUSED").statusCode())
                .isEqualTo(204);

        assertThat(get("/" + id + "/file", rtec.token("auditor")).statusCode()).isEqualTo(409);
        assertThat(Rtec.json(get("/" + id, rtec.token("auditor")).body()).getString("state"))
                .isEqualTo("REFUSED");
    }

    @Test
    @Order(5)
    void nothingIsTakenOutWithoutACondition() {
        HttpResponse<String> answer = rtec.post(
                rtec.http(EXPORTS),
                rtec.token("auditor"),
                "application/json",
                "{\"reason\":\"acceptance\",\"limit\":5}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"limit\"", "\"field\":\"body\"");
    }

    @Test
    @Order(6)
    void claimsAreTakenOutAlike() {
        HttpResponse<String> created = rtec.post(
                rtec.http("/audit/v1/claims/exports"),
                rtec.token("claims-officer"),
                "application/json",
                "{\"reason\":\"acceptance\",\"verdict\":\"NO_CHECK\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/audit/v1/claims/exports/");

        HttpResponse<String> file = rtec.get(rtec.http(location + "/file"), rtec.token("claims-officer"));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("id,prescriptionId,odsCode,chargeExemption,claimedAt,verdict,decidedAt\r\n");
        assertThat(rtec.get(rtec.http(location + "/file"), rtec.token("auditor"))
                        .statusCode())
                .isEqualTo(404);
    }

    private JsonObject requested(Question question) {
        HttpResponse<String> created = rtec.post(
                rtec.http(EXPORTS),
                rtec.token("auditor"),
                "application/json",
                "{\"reason\":\"acceptance\",\"nhsNumber\":\"" + question.nhsNumber() + "\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        JsonObject export = Rtec.json(created.body());
        assertThat(created.headers().firstValue("Location")).contains(EXPORTS + "/" + export.getString("id"));
        return export;
    }

    /** What came of the accesses to an export, the newest first. */
    private List<String> onRecord(String kind, String export) {
        return accesses(kind).stream()
                .filter(access -> access.getString("exportId", "").equals(export))
                .map(access -> access.getString("outcome"))
                .toList();
    }

    private List<JsonObject> accesses(String kind) {
        HttpResponse<String> page = rtec.post(
                rtec.http("/audit/v1/access-log/search"),
                rtec.token("governance"),
                "application/json",
                "{\"reason\":\"acceptance\",\"kind\":\"" + kind + "\"}");
        return Rtec.json(page.body()).getJsonArray("accesses").getValuesAs(JsonObject.class);
    }

    private HttpResponse<String> decide(String id, String token, String decision) {
        return rtec.post(
                rtec.http(EXPORTS + "/" + id + "/approval"),
                token,
                "application/json",
                "{\"decision\":\"" + decision + "\",\"note\":\"acceptance\"}");
    }

    private HttpResponse<String> get(String path, String token) {
        return rtec.get(rtec.http(EXPORTS + path), token);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
