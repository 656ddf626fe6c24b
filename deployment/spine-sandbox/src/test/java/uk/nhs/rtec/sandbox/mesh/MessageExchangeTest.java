package uk.nhs.rtec.sandbox.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.nems.Events;

/** The mailbox: the token, the poll cycle and what is no longer there (MESH API). */
class MessageExchangeTest {
    private static final Receiver DEMO = Receiver.DEMO;

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private String delivered() {
        Events.subscribe(sandbox);
        Events.announce(sandbox, Events.DEATH);
        return DEMO.inbox(sandbox).get(0);
    }

    private static Asking inboxWith(String authorization) {
        return Asking.get("/messageexchange/T1450OT001/inbox").with("Authorization", authorization);
    }

    private void assertRefused(Asking asking, String description) {
        Answer answer = sandbox.ask(asking);
        assertThat(answer.status()).as(description).isEqualTo(403);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(answer.bodyText()).contains("\"errorDescription\":\"" + description + "\"");
    }

    @Test
    void aMessageIsListedFetchedAndAcknowledged() {
        String id = delivered();
        assertThat(id).matches("20261121101530[0-9]{6}_[0-9A-F]{6}");

        Answer message = sandbox.ask(DEMO.get("/inbox/" + id));

        assertThat(message.status()).isEqualTo(200);
        assertThat(message.contentType()).contains("application/octet-stream");
        assertThat(message.headers())
                .containsEntry("Mex-To", "T1450OT001")
                .containsEntry("Mex-WorkflowID", "DEATHNOTIFICATION_1")
                .containsEntry("Mex-MessageID", id)
                .containsEntry("Mex-MessageType", "DATA")
                .containsEntry("Mex-StatusEvent", "TRANSFER")
                .containsEntry("Mex-StatusSuccess", "SUCCESS")
                .containsEntry("Mex-StatusCode", "00")
                .containsEntry("Mex-StatusTimestamp", "20261121101530")
                .containsEntry("Mex-Chunk-Range", "1:1")
                .containsKey("Mex-From")
                .doesNotContainKey("Mex-PartnerID");
        assertThat(message.bodyText()).startsWith("<Bundle xmlns=\"http://hl7.org/fhir\">");
        assertThat(sandbox.ask(DEMO.get("/inbox/" + id + "/1")).body()).isEqualTo(message.body());
        assertThat(DEMO.inbox(sandbox)).as("fetching takes nothing out").containsExactly(id);

        assertThat(sandbox.ask(DEMO.acknowledging(id)).bodyText()).isEqualTo("{\"messageId\":\"" + id + "\"}");

        assertThat(DEMO.inbox(sandbox)).isEmpty();
        assertThat(sandbox.ask(DEMO.get("/inbox/" + id)).status()).isEqualTo(410);
        assertThat(sandbox.ask(DEMO.acknowledging(id)).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsTheOneThatThePublishedRuleMakes() {
        // The hash comes from openssl: printf %s <text> | openssl dgst -sha256 -hmac mesh-demo-key
        assertThat(sandbox.ask(inboxWith("NHSMESH T1450OT001:bd0e2bd5-218e-41d0-83a9-73fdec414803:0:202611211015:"
                                + "c078486b876ba9c2b9955e570911f36bf099c02ff61c401c48742da84770c2f1"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer abc",
                "NHSMESH T1450OT001:nonce:0:202611211015",
                "NHSMESH T1450OT001:nonce:one:202611211015:3cded68a9e0f9b83f2c5de1b79fc4dac45004523e6658d46145156fa6a03eced",
                "NHSMESH T1450OT001::0:202611211015:3cded68a9e0f9b83f2c5de1b79fc4dac45004523e6658d46145156fa6a03eced",
                "NHSMESHT1450OT001:nonce:0:202611211015:3cded68a9e0f9b83f2c5de1b79fc4dac45004523e6658d46145156fa6a03eced",
                "NHSMESH T1450OT001:nonce:0:2026-11-21:3cded68a9e0f9b83f2c5de1b79fc4dac45004523e6658d46145156fa6a03eced"
            })
    void aHeaderThatIsNoTokenIsRefused(String header) {
        assertRefused(inboxWith(header), "Error reading from Authorization header");
    }

    @Test
    void aCallWithoutATokenIsRefused() {
        assertRefused(Asking.get("/messageexchange/T1450OT001/inbox"), "Error reading from Authorization header");
    }

    @Test
    void aTokenIsForOneMailboxAndMadeWithItsPasswordAndTheKey() {
        assertRefused(
                inboxWith(Receiver.OTHER.token("n1", "202611211015", "mesh-demo-key")),
                "Mailbox id does not match token");
        assertRefused(
                inboxWith(new Receiver("T1450OT001", "wrong").token("n2", "202611211015", "mesh-demo-key")),
                "Invalid Authentication Token");
        assertRefused(inboxWith(DEMO.token("n3", "202611211015", "wrong")), "Invalid Authentication Token");
        assertRefused(new Receiver("T1450OT009", "mailbox-demo").get("/inbox"), "No mailbox matched");
        assertThat(sandbox.ask(inboxWith(DEMO.token("n4", "202611211015", "mesh-demo-key")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenServesOnce() {
        String token = DEMO.token("n1", "202611211015", "mesh-demo-key");
        assertThat(sandbox.ask(inboxWith(token)).status()).isEqualTo(200);

        assertRefused(inboxWith(token), "Error Duplicated Authentication Token");
    }

    @ParameterizedTest
    @CsvSource({"202611210815, 403", "202611210816, 200", "202611211215, 200", "202611211216, 403", "202613211015, 403"
    })
    void aTokenIsTwoHoursOffAtMost(String timestamp, int status) {
        assertThat(sandbox.ask(inboxWith(DEMO.token("n1", timestamp, "mesh-demo-key")))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void anotherMailboxHasNothingOfIt() {
        String id = delivered();

        assertThat(sandbox.ask(Receiver.OTHER.get("/inbox/" + id)).status()).isEqualTo(404);
        assertThat(sandbox.ask(Receiver.OTHER.acknowledging(id)).status()).isEqualTo(404);
        assertThat(DEMO.inbox(sandbox)).containsExactly(id);
    }

    @Test
    void whatNobodyCollectsIsGoneAfterFiveDays() {
        String id = delivered();
        sandbox.pass(Duration.ofDays(5).minusMinutes(1));
        assertThat(sandbox.ask(at("202611261014", "/inbox/" + id)).status()).isEqualTo(200);

        sandbox.pass(Duration.ofMinutes(1));

        assertThat(sandbox.ask(at("202611261015", "/inbox")).bodyText()).isEqualTo("{\"messages\":[]}");
        assertThat(sandbox.ask(at("202611261015", "/inbox/" + id)).status()).isEqualTo(410);
    }

    private static Asking at(String timestamp, String path) {
        return Asking.get("/messageexchange/T1450OT001" + path)
                .with("Authorization", DEMO.token("at" + path, timestamp, "mesh-demo-key"));
    }

    @Test
    void theListIsInOrderAndComesInParts() {
        Events.subscribe(sandbox);
        for (int i = 0; i < 12; i++) {
            Events.announce(sandbox, Events.DEATH);
        }
        assertThat(DEMO.inbox(sandbox)).hasSize(12).isSorted().doesNotHaveDuplicates();

        Answer first = sandbox.ask(DEMO.get("/inbox?max_results=10").with("Accept", "application/vnd.mesh.v2+json"));

        assertThat(first.contentType()).contains("application/vnd.mesh.v2+json");
        assertThat(first.bodyText())
                .contains(
                        "\"approx_inbox_count\":12",
                        "\"self\":\"/messageexchange/T1450OT001/inbox?max_results=10\"",
                        "\"next\":\"/messageexchange/T1450OT001/inbox?max_results=10&continue_from=");
        String last = DEMO.inbox(sandbox).get(9);
        Answer second = sandbox.ask(
                DEMO.get("/inbox?max_results=10&continue_from=" + last).with("Accept", "application/vnd.mesh.v2+json"));
        assertThat(second.bodyText())
                .contains(DEMO.inbox(sandbox).get(10), DEMO.inbox(sandbox).get(11))
                .doesNotContain(last, "\"next\"");
    }

    @Test
    void theHandshakeAndTheCountAreThere() {
        assertThat(sandbox.ask(DEMO.get("")).status()).isEqualTo(400);
        assertThat(sandbox.ask(DEMO.get("")
                                .with("Mex-ClientVersion", "rtec==1")
                                .with("Mex-OSName", "Linux")
                                .with("Mex-OSVersion", "6"))
                        .bodyText())
                .isEqualTo("{\"mailboxId\":\"T1450OT001\"}");
        delivered();
        assertThat(sandbox.ask(DEMO.get("/count")).bodyText())
                .startsWith("{\"count\":1,\"internalID\":\"")
                .endsWith("\"allResultsIncluded\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /inbox/20261121101530000000_FFFFFF,                     404",
        "PUT,    /inbox/20261121101530000000_FFFFFF/status/acknowledged, 404",
        "GET,    /inbox/20261121101530000000_FFFFFF/2,                   404",
        "GET,    /outbox,                                                404",
        "POST,   /inbox,                                                 405",
        "DELETE, /inbox/20261121101530000000_FFFFFF,                     405",
        "GET,    /inbox/20261121101530000000_FFFFFF/status/acknowledged, 405",
        "GET,    /inbox?max_results=9,                                   400"
    })
    void nothingElseIsServed(String method, String path, int status) {
        assertThat(sandbox.ask(DEMO.asking(method, path)).status()).isEqualTo(status);
    }

    @Test
    void aMailboxOfOnesOwnCanBeOpened() {
        Receiver own = new Receiver("X26OT555", "secret");
        assertThat(sandbox.ask(own.get("/inbox")).status()).isEqualTo(403);

        sandbox.ask(Asking.put("/_control/mailboxes/X26OT555", "{\"odsCode\":\"X26\",\"password\":\"secret\"}"));

        assertThat(own.inbox(sandbox)).isEmpty();
        sandbox.ask(Asking.of("DELETE", "/_control"));
        assertThat(sandbox.ask(own.get("/inbox")).status()).isEqualTo(403);
    }
}
