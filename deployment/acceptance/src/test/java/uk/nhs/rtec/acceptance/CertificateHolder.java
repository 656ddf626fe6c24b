package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Somebody whom PDS knows and who has a prescription, for whom a certificate is registered and of whom the national services tell. */
final class CertificateHolder {

    private final Rtec rtec;
    private final Question question;
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private final String certificate = "NE/" + UUID.randomUUID().toString().substring(0, 8);

    /** Has PDS and the tracker know them; without a new beginning of the sandbox, which would forget the subscriptions of the service. */
    CertificateHolder(Rtec rtec, Question question) {
        this.rtec = rtec;
        this.question = question;
        rtec.control("/patients/" + question.nhsNumber(), """
                {"resourceType":"Patient","meta":{"versionId":"1","security":[{"code":"U"}]},\
                "name":[{"use":"usual","given":["%s"],"family":"%s"}],"gender":"female","birthDate":"%s",\
                "address":[{"use":"home","postalCode":"%s"}]}""".formatted(
                        question.forename(), question.surname(), question.dob(), question.postcode()));
        rtec.control("/prescriptions/" + question.prescriptionId(), """
                {"prescriptionId":"%s","patientNhsNumber":"%s",\
                "prescriptionType":{"prescriptionTypeText":"x","prescriptionTypeCode":"0101"},"currentIssueNumber":"1",\
                "issue":{"issueNumber":"1","prescriptionStatus":{"statusText":"To be dispensed","statusCode":"0001"}}}""".formatted(
                        question.prescriptionId(), question.nhsNumber()));
    }

    void register() {
        HttpResponse<String> registered = send("/certificates", """
                {"certificateNumber":"%s","category":"0007","validFrom":"%s","validTo":"%s","people":[\
                {"relationship":"holder","nhsNumber":"%s","surname":"%s","forename":"%s","dateOfBirth":"%s","postcode":"%s"}]}""".formatted(
                        certificate,
                        today.minusDays(1),
                        today.plusYears(1),
                        question.nhsNumber(),
                        question.surname(),
                        question.forename(),
                        question.dob(),
                        question.postcode()));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    }

    /** Why and since when the certificate does not count, or JSON's null. */
    JsonValue suspension() {
        HttpResponse<String> found = send("/certificates/search", "{\"certificateNumber\":\"" + certificate + "\"}");
        return Objects.requireNonNull(Rtec.json(found.body())
                .getJsonArray("certificates")
                .getJsonObject(0)
                .get("suspended"));
    }

    /** What the service has of them at NEMS: one for each who is followed by number, none in generic mode. */
    List<JsonObject> subscriptions() {
        HttpResponse<String> found = send("/subscriptions/search", "{\"nhsNumber\":\"" + question.nhsNumber() + "\"}");
        return Rtec.json(found.body()).getJsonArray("subscriptions").getValuesAs(JsonObject.class);
    }

    /** Has the national services tell of this, and says what they sent. */
    JsonObject event(String members) {
        HttpResponse<String> raised = rtec.send(HttpRequest.newBuilder(rtec.sandbox("/spine-sandbox/_control/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"nhsNumber\":\"" + question.nhsNumber() + "\"," + members + "}")));
        assertThat(raised.statusCode()).as(raised.body()).isBetween(200, 299);
        return Rtec.json(raised.body());
    }

    /** What the service has on record of these. */
    List<JsonObject> messagesOf(JsonObject told) {
        return events("{\"nhsNumber\":\"" + question.nhsNumber() + "\"}").stream()
                .filter(message -> message.getString("event").equals(told.getString("id")))
                .toList();
    }

    List<JsonObject> parkedMessages() {
        return events("{\"state\":\"PARKED\"}");
    }

    int check() {
        return rtec.search(rtec.token("pharmacist"), question.json()).statusCode();
    }

    private List<JsonObject> events(String query) {
        HttpResponse<String> found = send("/events/search", query);
        return Rtec.json(found.body()).getJsonArray("events").getValuesAs(JsonObject.class);
    }

    private HttpResponse<String> send(String path, String body) {
        return rtec.post(rtec.http("/register/v1" + path), rtec.token("register-officer"), "application/json", body);
    }
}
