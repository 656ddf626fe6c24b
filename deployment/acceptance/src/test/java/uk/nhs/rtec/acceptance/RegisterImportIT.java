package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// A file of certificates goes in, and the next check knows it.
@ArquillianTest
@RunAsClient
class RegisterImportIT {

    private static final String HEADER =
            "certificate_number,category,valid_from,valid_to,relationship,nhs_number,surname,forename,date_of_birth,postcode\n";
    private static final Question NOBODY_YET =
            new Question("9912003071", "1968-02-12", "LS2 7UE", "Mina", "Leake", "A1B2C3-A99968-00F0DK");

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void goodLinesAreStoredTheOthersNamedAndASecondImportChangesNothing() {
        String good = UUID.randomUUID().toString().substring(0, 8);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        String file = HEADER
                + good + ",0006," + today.minusDays(1) + "," + today.plusDays(1)
                + ",holder,,LEAKE,Mina,1968-02-12,ls27ue\n"
                + "BAD,9999,x," + today + ",aunt,1,Xyzzy\uD83D\uDE00,,2999-01-01,\n"
                + good + ",0007," + today.minusDays(1) + "," + today.plusDays(1)
                + ",holder,,Leake,Mina,1968-02-12,LS2 7UE\n";

        JsonObject first = imported(file);

        assertThat(first.getInt("read")).isEqualTo(3);
        assertThat(first.getInt("accepted")).isEqualTo(1);
        assertThat(first.getInt("unchanged")).isZero();
        assertThat(first.getJsonArray("refused").getValuesAs(JsonObject.class))
                .extracting(refusal -> refusal.getInt("line") + " " + refusal.getString("column"))
                .containsExactlyInAnyOrder(
                        "3 category",
                        "3 valid_from",
                        "3 relationship",
                        "3 nhs_number",
                        "3 surname",
                        "3 date_of_birth",
                        "3 postcode",
                        "4 category");
        assertThat(first.toString()).doesNotContain("Xyzzy");

        JsonObject second = imported(file);

        assertThat(second.getInt("accepted")).isZero();
        assertThat(second.getInt("unchanged")).isEqualTo(1);
        assertThat(second.getJsonArray("refused")).hasSize(8);

        control();
        assertThat(rtec.search(rtec.token("pharmacist"), NOBODY_YET.json()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFileWithAnotherHeaderIsRefusedWhole() {
        HttpResponse<String> answer = rtec.post(
                rtec.http("/register/v1/certificates/import"),
                rtec.token("register-officer"),
                "text/csv",
                "a,b\n1,2\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("certificate_number");
    }

    private JsonObject imported(String file) {
        HttpResponse<String> answer = rtec.post(
                rtec.http("/register/v1/certificates/import"), rtec.token("register-officer"), "text/csv", file);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Rtec.json(answer.body());
    }

    /** A prescription for someone of whom the sandbox has none. */
    private void control() {
        rtec.control("/prescriptions/" + NOBODY_YET.prescriptionId(), """
                {"prescriptionId":"%s","patientNhsNumber":"%s",\
                "prescriptionType":{"prescriptionTypeText":"x","prescriptionTypeCode":"0101"},\
                "currentIssueNumber":"1",\
                "issue":{"issueNumber":"1","prescriptionStatus":{"statusText":"To be dispensed","statusCode":"0001"}}}""".formatted(
                        NOBODY_YET.prescriptionId(), NOBODY_YET.nhsNumber()));
    }
}
