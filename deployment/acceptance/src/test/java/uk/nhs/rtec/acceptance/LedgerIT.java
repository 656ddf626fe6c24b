package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// What an auditor is given to prove a check, verified by the tool that knows nothing but the ledger's public key.
@ArquillianTest
@RunAsClient
class LedgerIT {

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void aCheckIsProvedToWhoeverHasTheLedgersPublicKey(@TempDir Path folder) throws Exception {
        assertThat(rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json())
                        .statusCode())
                .isEqualTo(200);
        String id = rtec.checksOf(Question.MATERNITY.prescriptionId()).get(0).getString("id");
        String evidence = LedgerTool.evidence(rtec, id);
        LedgerTool tool = new LedgerTool(rtec, folder);

        assertThat(tool.verify(evidence)).startsWith("VERIFIED");
        assertThat(tool.verify(evidence.replace("EXEMPTION_FOUND", "NO_EXEMPTION_FOUND")))
                .doesNotStartWith("VERIFIED");
    }

    @Test
    void theDocumentOfACheckHoldsTheEvidenceThatTheToolVerifies(@TempDir Path folder) throws Exception {
        rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json());
        String id = rtec.checksOf(Question.MATERNITY.prescriptionId()).get(0).getString("id");
        LedgerTool.evidence(rtec, id);

        HttpResponse<byte[]> answer =
                rtec.bytes(rtec.http("/audit/v1/checks/" + id + "/evidence.pdf"), rtec.token("auditor"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        try (PDDocument document = Loader.loadPDF(answer.body())) {
            byte[] evidence = Objects.requireNonNull(document.getDocumentCatalog()
                            .getNames()
                            .getEmbeddedFiles()
                            .getNames()
                            .get("evidence.json"))
                    .getEmbeddedFileUnicode()
                    .toByteArray();
            assertThat(new LedgerTool(rtec, folder).verify(new String(evidence, StandardCharsets.UTF_8)))
                    .startsWith("VERIFIED");
        }
        assertThat(asAuditor("/audit/v1/checks/" + UUID.randomUUID() + "/evidence.pdf")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrittenIsJoinedAndSignedWithinMoments() {
        rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json());

        JsonObject state = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Rtec.json(asAuditor("/audit/v1/integrity").body()),
                        json -> json.getInt("batchesWaiting") == 0);

        JsonObject month = state.getJsonArray("months")
                .getJsonObject(state.getJsonArray("months").size() - 1);
        assertThat(state.getString("state")).isEqualTo("SIGNED");
        assertThat(month.getString("origin")).startsWith("rtec-demo/");
        // One user does everything in these tests.
        assertThat(state.getBoolean("ownerInUse")).isTrue();
        HttpResponse<String> checkpoints = asAuditor("/audit/v1/checkpoints");
        assertThat(checkpoints.statusCode()).isEqualTo(200);
        assertThat(checkpoints.body()).contains(month.getString("origin") + "\n");
    }

    /** A witness kept the month's checkpoint; later it asks whether that is still the beginning of the log. */
    @Test
    void twoCheckpointsOfTheRunningMonthAreProvedToBeOfOneLog(@TempDir Path folder) throws Exception {
        rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json());
        String older = checkpointAfter(0);
        rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json());
        String newer = checkpointAfter(size(older));
        String origin = newer.lines().findFirst().orElseThrow();
        HttpResponse<String> proof = asAuditor("/audit/v1/checkpoints/" + origin.substring(origin.lastIndexOf('/') + 1)
                + "/consistency?from=" + size(older) + "&to=" + size(newer));

        assertThat(proof.statusCode()).isEqualTo(200);
        LedgerTool tool = new LedgerTool(rtec, folder);
        assertThat(tool.verifyExtension(older, newer, proof.body())).startsWith("VERIFIED");
        assertThat(tool.verifyExtension(older, newer, proof.body() + proof.body()))
                .contains("NOT_EXTENDED");
    }

    /** The last note of the last month, once it has more batches than that. */
    private String checkpointAfter(long size) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> asAuditor("/audit/v1/checkpoints").body(),
                        notes -> !notes.isEmpty() && size(last(notes)) > size)
                .transform(LedgerIT::last);
    }

    private static String last(String notes) {
        String[] all = notes.split("(?<=\n)\n(?!— )", -1);
        return all[all.length - 1];
    }

    private static long size(String note) {
        return Long.parseLong(note.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void whatIsNoCheckHasNoEvidence() {
        assertThat(asAuditor("/audit/v1/checks/" + UUID.randomUUID() + "/evidence")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void healthKnowsThatTheNextMonthHasItsPlace() {
        JsonObject ledger = Rtec.json(rtec.get(rtec.management("/health/ready")).body())
                .getJsonArray("checks")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(check -> check.getString("name").equals("ledger"))
                .findFirst()
                .orElseThrow();

        assertThat(ledger.getString("status")).isEqualTo("UP");
        assertThat(ledger.getJsonObject("data").getBoolean("ready for the next month"))
                .isTrue();
    }

    @Test
    void healthAndMetricsTellForHowLongNobodyHasSigned() {
        assertThat(rtec.get(rtec.management("/metrics")).body()).contains("rtec_ledger_unsigned_seconds");
        assertThat(rtec.get(rtec.management("/health/ready")).body()).contains("\"seconds unsigned\"");
    }

    private HttpResponse<String> asAuditor(String path) {
        return rtec.get(rtec.http(path), rtec.token("auditor"));
    }
}
