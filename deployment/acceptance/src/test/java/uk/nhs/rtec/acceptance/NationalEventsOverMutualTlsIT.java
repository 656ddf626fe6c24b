package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

// A server that reaches the events service and its mailbox over mutual TLS, with the certificate that it keeps, and
// hears of
// everybody in England instead of following holders one by one.
class NationalEventsOverMutualTlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static @Nullable OwnServer server;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private static Rtec rtec;

    @BeforeAll
    static void start() {
        server = OwnServer.onH2("events-mutual-tls", ports -> {
            String sandbox = "https://localhost:" + ports.sandboxTls() + "/spine-sandbox";
            return List.of(
                    "rtec.nems.url=" + sandbox,
                    "rtec.mesh.url=" + sandbox,
                    "rtec.nems.mode=generic",
                    "rtec.nems.asid=200000002004",
                    "rtec.nems.organisation=X26",
                    "rtec.mesh.mailbox=X26OT001",
                    "rtec.mesh.password=mailbox-demo-2");
        });
        rtec = server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aDeathIsHeardOfThoughNobodyIsFollowedByNumber() {
        CertificateHolder holder = new CertificateHolder(rtec, NationalEventsIT.IMOGEN);
        holder.register();
        JsonObject heard = await().atMost(PATIENCE)
                .until(
                        () -> holder.event("\"event\":\"pds-record-change-1\",\"changePds\":false"),
                        told -> told.getInt("mailboxes") == 1);
        // What is told of now may be seen in PDS for the sake of what was told before, which has to be done with first.
        awaitConclusion(holder, heard, "APPLIED");
        assertThat(holder.subscriptions())
                .extracting(followed -> followed.get("subscription"))
                .containsOnly(JsonValue.NULL);
        assertThat(holder.suspension()).isEqualTo(JsonValue.NULL);

        JsonObject died = holder.event("\"event\":\"pds-death-notification-1\",\"status\":\"2\"");

        awaitConclusion(holder, died, "APPLIED");
        assertThat(holder.suspension().asJsonObject().getString("reason")).isEqualTo("DEATH_NOTIFIED");
        assertThat(holder.check()).isEqualTo(404);
    }

    private static void awaitConclusion(CertificateHolder holder, JsonObject told, String conclusion) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(holder.messagesOf(told))
                .extracting(message -> message.getString("conclusion", "waits"))
                .containsExactly(conclusion));
    }
}
