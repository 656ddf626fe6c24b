package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
    private static final Question IMOGEN =
            new Question("9990548021", "1979-02-11", "NE8 3AB", "Imogen", "Ashdown", "C0FFEE-A99968-11111J");

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private final String number = "NE/" + UUID.randomUUID().toString().substring(0, 8);
    private Rtec rtec;

    @BeforeEach
    void theServerIsReadyAndImogenLives() {
        rtec = Rtec.running();
        // Without a new beginning of the sandbox, which would forget the subscriptions that the service has made.
        rtec.control("/patients/" + IMOGEN.nhsNumber(), """
                {"resourceType":"Patient","meta":{"versionId":"1","security":[{"code":"U"}]},\
                "name":[{"use":"usual","given":["Imogen"],"family":"Ashdown"}],"gender":"female","birthDate":"1979-02-11",\
                "address":[{"use":"home","postalCode":"NE8 3AB"}]}""");
        rtec.control("/prescriptions/" + IMOGEN.prescriptionId(), """
                {"prescriptionId":"%s","patientNhsNumber":"%s",\
                "prescriptionType":{"prescriptionTypeText":"x","prescriptionTypeCode":"0101"},"currentIssueNumber":"1",\
                "issue":{"issueNumber":"1","prescriptionStatus":{"statusText":"To be dispensed","statusCode":"0001"}}}""".formatted(
                        IMOGEN.prescriptionId(), IMOGEN.nhsNumber()));
    }

    @Test
    void aDeathIsInTheRegisterBeforeAnyCheckAndTakenBackByItsRemovalAlone() {
        assertThat(send("/certificates", certificate()).statusCode()).isEqualTo(201);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscription().getString("state"))
                .isEqualTo("ACTIVE"));
        assertThat(subscription().getString("subscription")).matches("[0-9a-f]{32}");
        assertThat(check()).isEqualTo(200);
        assertThat(suspension()).isEqualTo(JsonValue.NULL);

        int checks = rtec.checksOf(IMOGEN.prescriptionId()).size();
        JsonObject told = event("\"event\":\"pds-death-notification-1\",\"status\":\"2\"");
        assertThat(told.getInt("mailboxes")).as("who has subscribed").isEqualTo(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(suspension()).isNotEqualTo(JsonValue.NULL));
        assertThat(suspension().asJsonObject().getString("reason")).isEqualTo("DEATH_NOTIFIED");
        assertThat(rtec.checksOf(IMOGEN.prescriptionId()))
                .as("nobody has asked")
                .hasSize(checks);
        assertThat(conclusionOf(told)).isEqualTo("APPLIED");

        assertThat(check()).isEqualTo(404);
        assertThat(rtec.newestChecksOf(IMOGEN.prescriptionId(), 1).get(0).getString("reason"))
                .isEqualTo("PATIENT_DECEASED");

        JsonObject takenBack = event("\"event\":\"pds-death-notification-1\",\"status\":\"U\"");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(suspension()).isEqualTo(JsonValue.NULL));
        assertThat(conclusionOf(takenBack)).isEqualTo("APPLIED");
        assertThat(check()).isEqualTo(200);
    }

    @Test
    void whatNobodyCanReadIsParkedWhereOfficersSeeItAndTheNextIsHeard() {
        assertThat(send("/certificates", certificate()).statusCode()).isEqualTo(201);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscription().getString("state"))
                .isEqualTo("ACTIVE"));
        int parked = parked().size();

        event("\"event\":\"pds-record-change-1\",\"changePds\":false,\"body\":\"<poison\"");
        JsonObject next = event("\"event\":\"pds-record-change-1\",\"changePds\":false,\"duplicate\":true");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked()).hasSize(parked + 1));
        assertThat(parked().get(0).getString("unreadable")).isNotEmpty().doesNotContain("poison");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messagesOf(next))
                .extracting(message -> message.getString("conclusion", "waits"))
                .containsExactlyInAnyOrder("KNOWN_ALREADY", "REPEATED"));
    }

    @Test
    void healthTellsByWhatRightHoldersAreFollowedAndHowManyWait() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        rtec.get(rtec.management("/health/ready")).body())
                .contains("national events", "legal basis", "holders wanted", "messages parked"));
    }

    private JsonObject event(String members) {
        HttpResponse<String> raised = rtec.send(HttpRequest.newBuilder(rtec.sandbox("/spine-sandbox/_control/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"nhsNumber\":\"" + IMOGEN.nhsNumber() + "\"," + members + "}")));
        assertThat(raised.statusCode()).as(raised.body()).isBetween(200, 299);
        return Rtec.json(raised.body());
    }

    private int check() {
        return rtec.search(rtec.token("pharmacist"), IMOGEN.json()).statusCode();
    }

    private JsonValue suspension() {
        HttpResponse<String> found = send("/certificates/search", "{\"certificateNumber\":\"" + number + "\"}");
        return Objects.requireNonNull(Rtec.json(found.body())
                .getJsonArray("certificates")
                .getJsonObject(0)
                .get("suspended"));
    }

    private JsonObject subscription() {
        HttpResponse<String> found = send("/subscriptions/search", "{\"nhsNumber\":\"" + IMOGEN.nhsNumber() + "\"}");
        List<JsonObject> subscriptions =
                Rtec.json(found.body()).getJsonArray("subscriptions").getValuesAs(JsonObject.class);
        assertThat(subscriptions).hasSize(1);
        return subscriptions.get(0);
    }

    private String conclusionOf(JsonObject told) {
        return messagesOf(told).get(0).getString("conclusion");
    }

    private List<JsonObject> messagesOf(JsonObject told) {
        HttpResponse<String> found = send("/events/search", "{\"nhsNumber\":\"" + IMOGEN.nhsNumber() + "\"}");
        return Rtec.json(found.body()).getJsonArray("events").getValuesAs(JsonObject.class).stream()
                .filter(message -> message.getString("event").equals(told.getString("id")))
                .toList();
    }

    private List<JsonObject> parked() {
        HttpResponse<String> found = send("/events/search", "{\"state\":\"PARKED\"}");
        return Rtec.json(found.body()).getJsonArray("events").getValuesAs(JsonObject.class);
    }

    private HttpResponse<String> send(String path, String body) {
        return rtec.post(rtec.http("/register/v1" + path), rtec.token("register-officer"), "application/json", body);
    }

    private String certificate() {
        return """
                {"certificateNumber":"%s","category":"0007","validFrom":"%s","validTo":"%s","people":[\
                {"relationship":"holder","nhsNumber":"%s","surname":"%s","forename":"%s","dateOfBirth":"%s","postcode":"%s"}]}""".formatted(
                        number,
                        today.minusDays(1),
                        today.plusYears(1),
                        IMOGEN.nhsNumber(),
                        IMOGEN.surname(),
                        IMOGEN.forename(),
                        IMOGEN.dob(),
                        IMOGEN.postcode());
    }
}
