package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// Whoever holds a certificate is followed: what the national services tell of them is in the register before anybody
// asks for a check.
@ArquillianTest
@RunAsClient
class NationalEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Nobody else of the sandbox has the number, and no other test the prescription. */
    static final Question IMOGEN =
            new Question("9990548021", "1979-02-11", "NE8 3AB", "Imogen", "Ashdown", "C0FFEE-A99968-11111J");

    private Rtec rtec;
    private CertificateHolder holder;

    @BeforeEach
    void theServerIsReadyAndImogenLives() {
        rtec = Rtec.running();
        holder = new CertificateHolder(rtec, IMOGEN);
    }

    @Test
    void aDeathIsInTheRegisterBeforeAnyCheckAndTakenBackByItsRemovalAlone() {
        holder.register();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscription().getString("state"))
                .isEqualTo("ACTIVE"));
        assertThat(subscription().getString("subscription")).matches("[0-9a-f]{32}");
        assertThat(holder.check()).isEqualTo(200);
        assertThat(holder.suspension()).isEqualTo(JsonValue.NULL);

        int checks = rtec.checksOf(IMOGEN.prescriptionId()).size();
        JsonObject told = holder.event("\"event\":\"pds-death-notification-1\",\"status\":\"2\"");
        assertThat(told.getInt("mailboxes")).as("who has subscribed").isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holder.suspension()).isNotEqualTo(JsonValue.NULL));
        assertThat(holder.suspension().asJsonObject().getString("reason")).isEqualTo("DEATH_NOTIFIED");
        assertThat(rtec.checksOf(IMOGEN.prescriptionId()))
                .as("nobody has asked")
                .hasSize(checks);
        assertThat(conclusionOf(told)).isEqualTo("APPLIED");

        assertThat(holder.check()).isEqualTo(404);
        assertThat(rtec.newestChecksOf(IMOGEN.prescriptionId(), 1).get(0).getString("reason"))
                .isEqualTo("PATIENT_DECEASED");

        JsonObject takenBack = holder.event("\"event\":\"pds-death-notification-1\",\"status\":\"U\"");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holder.suspension()).isEqualTo(JsonValue.NULL));
        assertThat(conclusionOf(takenBack)).isEqualTo("APPLIED");
        assertThat(holder.check()).isEqualTo(200);
    }

    @Test
    void whatNobodyCanReadIsParkedWhereOfficersSeeItAndTheNextIsHeard() {
        holder.register();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscription().getString("state"))
                .isEqualTo("ACTIVE"));
        int parked = holder.parkedMessages().size();

        holder.event("\"event\":\"pds-record-change-1\",\"changePds\":false,\"body\":\"<poison\"");
        JsonObject next = holder.event("\"event\":\"pds-record-change-1\",\"changePds\":false,\"duplicate\":true");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holder.parkedMessages()).hasSize(parked + 1));
        assertThat(holder.parkedMessages().get(0).getString("unreadable"))
                .isNotEmpty()
                .doesNotContain("poison");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(holder.messagesOf(next))
                .extracting(message -> message.getString("conclusion", "waits"))
                .containsExactlyInAnyOrder("KNOWN_ALREADY", "REPEATED"));
    }

    @Test
    void healthTellsByWhatRightHoldersAreFollowedAndHowManyWait() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        rtec.get(rtec.management("/health/ready")).body())
                .contains("national events", "legal basis", "holders wanted", "messages parked"));
    }

    private JsonObject subscription() {
        List<JsonObject> subscriptions = holder.subscriptions();
        assertThat(subscriptions).hasSize(1);
        return subscriptions.get(0);
    }

    private String conclusionOf(JsonObject told) {
        return holder.messagesOf(told).get(0).getString("conclusion");
    }
}
