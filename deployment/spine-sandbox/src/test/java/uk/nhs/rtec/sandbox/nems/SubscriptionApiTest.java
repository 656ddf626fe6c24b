package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;

/** Create, read and delete, as the implementation guide tells them. */
class SubscriptionApiTest {
    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private String created(Asking creating) {
        Answer answer = sandbox.ask(creating);
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(201);
        String location = answer.headers().getOrDefault("Location", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void aCreateIsAnsweredByAnAddressAndNoBody() {
        Answer answer = sandbox.ask(Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.contentType()).isEmpty();
        assertThat(answer.headers().get("Location")).matches(Asking.ROOT + "/STU3/Subscription/[0-9a-f]{32}");
        assertThat(answer.headers()).containsEntry("Last-Modified", "Sat, 21 Nov 2026 10:15:30 GMT");
        assertThat(answer.headers().get("ETag")).startsWith("W/\"");
    }

    @Test
    void whatWasCreatedIsReadInTheOrderOfTheSchema() {
        String id = created(Subscriber.creating(Subscriber.xml(
                "T1450", "T1450OT001", Subscriber.CRITERIA, "<end value=\"2027-03-31T23:59:59+01:00\"/>")));

        Answer answer = sandbox.ask(Subscriber.reading(id).with("Accept", "application/fhir+xml"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText())
                .isEqualTo("<Subscription xmlns=\"http://hl7.org/fhir\"><id value=\"" + id
                        + "\"/><meta><lastUpdated value=\"2026-11-21T10:15:30+00:00\"/><profile"
                        + " value=\"https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1\"/></meta><status"
                        + " value=\"active\"/><contact><system value=\"url\"/><value"
                        + " value=\"https://directory.spineservices.nhs.uk/STU3/Organization/T1450\"/><use"
                        + " value=\"work\"/></contact><end value=\"2027-03-31T23:59:59+01:00\"/><reason"
                        + " value=\"Keep certificates current\"/><criteria value=\""
                        + Subscriber.CRITERIA.replace("&", "&amp;") + "\"/><channel><type value=\"message\"/><endpoint"
                        + " value=\"T1450OT001\"/></channel></Subscription>");
    }

    @Test
    void aDeleteIsDoneOnceAndHasNoBody() {
        String id = created(Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA)));

        Answer answer = sandbox.ask(Subscriber.deleting(id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(sandbox.ask(Subscriber.deleting(id)).status()).isEqualTo(404);
        assertThat(sandbox.ask(Subscriber.reading(id)).status()).isEqualTo(404);
        created(Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA)));
    }

    @Test
    void aSubscriptionThatHasEndedIsOff() {
        String id = created(Subscriber.creating(
                Subscriber.xml("T1450", "T1450OT001", Subscriber.CRITERIA, "<end value=\"2026-11-21T10:17:00Z\"/>")));

        sandbox.pass(Duration.ofSeconds(100));

        assertThat(sandbox.ask(Subscriber.reading(id)).bodyText()).contains("<status value=\"off\"/>");
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "403, ACCESS_DENIED",
        "404, NO_RECORD_FOUND",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "422, INVALID_RESOURCE",
        "500, INTERNAL_SERVER_ERROR",
        "501, NOT_IMPLEMENTED",
        "503, ''",
        "429, ''"
    })
    void aBrokenNemsSpeaksInItsOwnWordsAsFarAsItHasAny(int status, String code) {
        Answer answer = sandbox.sandbox()
                .broken(
                        Upstream.NEMS,
                        Asking.get("/STU3/Subscription/1")
                                .with("Accept", "application/fhir+json")
                                .request(),
                        status);

        assertThat(answer.status()).isEqualTo(status);
        if (code.isEmpty()) {
            assertThat(answer.body()).isEmpty();
        } else {
            assertThat(answer.contentType()).contains("application/fhir+json");
            assertThat(answer.bodyText()).contains("\"code\":\"" + code + "\"");
        }
    }

    @Test
    void theResetForgetsThem() {
        String id = created(Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA)));

        sandbox.ask(Asking.of("DELETE", "/_control"));

        assertThat(sandbox.ask(Subscriber.reading(id)).status()).isEqualTo(404);
    }
}
