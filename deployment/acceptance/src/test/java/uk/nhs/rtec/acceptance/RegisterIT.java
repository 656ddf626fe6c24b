package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// An officer registers a certificate and revokes it again, and each check knows what the register says on its day.
@ArquillianTest
@RunAsClient
class RegisterIT {

    private static final String CERTIFICATES = "/register/v1/certificates";

    /** Two people of the sandbox of whom no other test registers anything. */
    private static final Question MAISIE =
            new Question("9693633679", "1970-01-24", "DN17 2AA", "Maisie", "Youds", "658FBF-A99968-50C9BA");

    private static final Question NED =
            new Question("9693633687", "1970-01-24", "DN17 2AA", "Ned", "Youds", "65A9C0-A99968-517C0Z");

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private final String number = "IT/" + UUID.randomUUID().toString().substring(0, 8);
    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void aCertificateIsRegisteredCheckedRevokedAndCheckedAgainAndItsHistoryTellsIt() {
        HttpResponse<String> registered = send("", certificate(MAISIE, "0009"));
        assertThat(registered.statusCode()).isEqualTo(201);
        assertThat(registered.headers().firstValue("Cache-Control")).hasValue("no-store");
        String location = registered.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(CERTIFICATES + "/" + number.replace("/", "%2F"));
        assertThat(send("", certificate(MAISIE, "0009")).statusCode())
                .as("once more")
                .isEqualTo(200);
        assertThat(send("", certificate(MAISIE, "0007")).statusCode())
                .as("another category")
                .isEqualTo(409);
        assertThat(check(MAISIE)).isEqualTo(200);

        assertThat(revoke(today).statusCode()).isEqualTo(200);
        assertThat(revoke(today).statusCode()).as("once more").isEqualTo(200);
        assertThat(revoke(today.plusDays(1)).statusCode())
                .as("from another day")
                .isEqualTo(409);
        assertThat(check(MAISIE)).isEqualTo(404);
        assertThat(heldByLastCheckOf(MAISIE).getString("revokedFrom"))
                .as("why, for the auditor")
                .isEqualTo(today.toString());

        for (String path : new String[] {location, CERTIFICATES + "/" + number}) {
            HttpResponse<String> seen = rtec.get(rtec.http(path), rtec.token("register-officer"));
            assertThat(seen.statusCode()).isEqualTo(200);
            JsonObject certificate = Rtec.json(seen.body());
            assertThat(certificate.getString("validTo"))
                    .isEqualTo(today.plusDays(1).toString());
            assertThat(certificate.getJsonObject("revocation").getString("from"))
                    .isEqualTo(today.toString());
            assertThat(certificate.getJsonArray("history").getValuesAs(JsonObject.class))
                    // What the service finds out at PDS, whenever it looks, nobody has told it.
                    .filteredOn(change -> change.get("userId") != JsonValue.NULL)
                    .allMatch(change -> !change.getString("userId").isEmpty()
                            && !change.getString("odsCode").isEmpty())
                    .extracting(change -> change.getString("what"))
                    .containsExactly("REGISTERED", "PERSON_ADDED", "REVOKED");
        }
    }

    @Test
    void aRevocationFromTomorrowOnLetsTodayCount() {
        send("", certificate(NED, "0009"));
        assertThat(revoke(today.plusDays(1)).statusCode()).isEqualTo(200);
        assertThat(check(NED)).isEqualTo(200);
    }

    @Test
    void anImportedCertificateTellsWhoImportedItAndIsFoundByItsPerson() {
        HttpResponse<String> imported = rtec.post(
                rtec.http(CERTIFICATES + "/import"),
                rtec.token("register-officer"),
                "text/csv",
                "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode\n"
                        + number + ",0020," + today + "," + today + ",holder,,Leake-O’Hara,Mina,1969-02-12,LS2 7UE\n");
        assertThat(Rtec.json(imported.body()).getInt("accepted")).isEqualTo(1);

        HttpResponse<String> found = send(
                "/search", "{\"surname\":\"leake o'hara\",\"dateOfBirth\":\"1969-02-12\",\"postcode\":\"ls27ue\"}");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(Rtec.json(found.body()).getJsonArray("certificates").getValuesAs(JsonObject.class))
                .extracting(certificate -> certificate.getString("certificateNumber"))
                .contains(number);
        JsonObject seen = Rtec.json(rtec.get(rtec.http(CERTIFICATES + "/" + number), rtec.token("register-officer"))
                .body());
        assertThat(seen.getJsonArray("history").getValuesAs(JsonObject.class))
                .hasSize(2)
                .allMatch(change -> !change.isNull("userId"));
    }

    @Test
    void whatIsWrongIsNamedAndWhatIsNotThereIs404() {
        HttpResponse<String> refused = send("", certificate(NED, "9999").replace("1970-01-24", "24/01/1970"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("category", "people[0].dateOfBirth").doesNotContain("24/01", "9999");
        assertThat(revoke(today).statusCode()).isEqualTo(404);
        assertThat(rtec.get(rtec.http(CERTIFICATES + "/" + number), rtec.token("register-officer"))
                        .statusCode())
                .isEqualTo(404);
    }

    private String certificate(Question person, String category) {
        return """
                {"certificateNumber":"%s","category":"%s","validFrom":"%s","validTo":"%s","people":[\
                {"relationship":"holder","nhsNumber":"%s","surname":"%s","forename":"%s","dateOfBirth":"%s","postcode":"%s"}]}""".formatted(
                        number,
                        category,
                        today.minusDays(1),
                        today.plusDays(1),
                        person.nhsNumber(),
                        person.surname(),
                        person.forename(),
                        person.dob(),
                        person.postcode());
    }

    private HttpResponse<String> revoke(LocalDate from) {
        return send("/" + number + "/revocation", "{\"from\":\"" + from + "\",\"reason\":\"issued in error\"}");
    }

    private int check(Question person) {
        return rtec.search(rtec.token("pharmacist"), person.json()).statusCode();
    }

    private JsonObject heldByLastCheckOf(Question person) {
        String id = rtec.checksOf(person.prescriptionId()).get(0).getString("id");
        return Rtec.json(rtec.get(rtec.http("/audit/v1/checks/" + id), rtec.token("auditor"))
                        .body())
                .getJsonObject("register")
                .getJsonArray("certificates")
                .getJsonObject(0);
    }

    private HttpResponse<String> send(String path, String body) {
        return rtec.post(rtec.http(CERTIFICATES + path), rtec.token("register-officer"), "application/json", body);
    }
}
