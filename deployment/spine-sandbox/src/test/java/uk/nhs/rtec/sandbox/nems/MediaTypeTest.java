package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;

/** The eight media types, in and out (NEMS, Generic Subscription API Requirements). */
class MediaTypeTest {
    private static final List<String> SUPPORTED = List.of(
            "application/fhir+xml",
            "application/fhir+json",
            "application/fhir+xml;charset=utf-8",
            "application/fhir+json;charset=utf-8",
            "application/xml+fhir",
            "application/json+fhir",
            "application/xml+fhir;charset=utf-8",
            "application/json+fhir;charset=utf-8");

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private static String body(String mediaType, String criteria) {
        return mediaType.contains("json") ? Subscriber.json(criteria) : Subscriber.xml(criteria);
    }

    private String createdIn(String mediaType) {
        Answer answer = sandbox.ask(
                Subscriber.creating(body(mediaType, Subscriber.CRITERIA)).with("Content-Type", mediaType));
        assertThat(answer.status()).as(mediaType + answer.bodyText()).isEqualTo(201);
        String location = answer.headers().getOrDefault("Location", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void assertIn(String mediaType, Answer answer) {
        assertThat(answer.status()).as(mediaType).isEqualTo(200);
        assertThat(answer.contentType()).contains(mediaType);
        assertThat(answer.bodyText())
                .startsWith(
                        mediaType.contains("json")
                                ? "{\"resourceType\":\"Subscription\",\"id\":\""
                                : "<Subscription xmlns=\"http://hl7.org/fhir\"><id value=\"");
    }

    @Test
    void everyOneOfThemGoesInAndComesOut() {
        for (String in : SUPPORTED) {
            String id = createdIn(in);
            for (String out : SUPPORTED) {
                assertIn(out, sandbox.ask(Subscriber.reading(id).with("Accept", out)));
            }
            assertThat(sandbox.ask(Subscriber.deleting(id)).status()).isEqualTo(200);
        }
    }

    @Test
    void bothFormatsSayTheSame() {
        String id = createdIn("application/fhir+json");

        assertThat(sandbox.ask(Subscriber.reading(id).with("Accept", "application/fhir+json"))
                        .bodyText())
                .isEqualTo("{\"resourceType\":\"Subscription\",\"id\":\"" + id
                        + "\",\"meta\":{\"lastUpdated\":\"2026-11-21T10:15:30+00:00\",\"profile\":["
                        + "\"https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1\"]},\"status\":\"active\","
                        + "\"contact\":[{\"system\":\"url\",\"value\":"
                        + "\"https://directory.spineservices.nhs.uk/STU3/Organization/T1450\",\"use\":\"work\"}],"
                        + "\"reason\":\"Keep certificates current\",\"criteria\":\"" + Subscriber.CRITERIA
                        + "\",\"channel\":{\"type\":\"message\",\"endpoint\":\"T1450OT001\"}}");
    }

    @Test
    void whereNothingIsSaidItIsTheOldXml() {
        assertThat(sandbox.ask(Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA))
                                .without("Content-Type"))
                        .status())
                .isEqualTo(201);
        String id = createdInAnother();

        assertIn("application/xml+fhir;charset=utf-8", sandbox.ask(Subscriber.reading(id)));
        assertThat(sandbox.ask(Subscriber.creating(Subscriber.json(Subscriber.CRITERIA))
                                .without("Content-Type"))
                        .bodyText())
                .contains("MESSAGE_NOT_WELL_FORMED");
    }

    private String createdInAnother() {
        String location = sandbox.ask(
                        Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA.replace("9990000352", "9990000522"))))
                .headers()
                .getOrDefault("Location", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept       | APPLICATION/FHIR+JSON; Charset=UTF-8            | application/fhir+json;charset=utf-8",
                "Accept       | */*                                             | application/xml+fhir;charset=utf-8",
                "Accept       | application/*                                   | application/xml+fhir;charset=utf-8",
                "Accept       | text/html, application/fhir+json;q=0.5, */*;q=0 | application/fhir+json",
                "Accept       | application/fhir+xml;q=0.5, application/fhir+json | application/fhir+json",
                "Content-Type | application/json+fhir                           | application/json+fhir"
            })
    void aCallerMayAskInOtherWords(String header, String value, String mediaType) {
        String id = createdIn("application/fhir+xml");

        assertIn(mediaType, sandbox.ask(Subscriber.reading(id).with(header, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "json,                    application/fhir+json",
        "xml,                     application/fhir+xml",
        "application/json%2Bfhir, application/json+fhir",
        "application/json+fhir,   application/json+fhir"
    })
    void theQueryGoesBeforeTheHeader(String format, String mediaType) {
        String id = createdIn("application/fhir+xml");

        assertIn(
                mediaType,
                sandbox.ask(Subscriber.authorised(
                                Asking.get("/STU3/Subscription/" + id + "?_format=" + format), Operation.READ)
                        .with("Accept", "application/xml+fhir")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/xml",
                "text/xml",
                "application/fhir+xml;charset=iso-8859-1",
                "application/fhir+json;version=3",
                "fhir+json"
            })
    void anythingElseIsUnsupported(String mediaType) {
        for (Answer answer : List.of(
                sandbox.ask(Subscriber.creating(body(mediaType, Subscriber.CRITERIA))
                        .with("Content-Type", mediaType)),
                sandbox.ask(
                        Subscriber.creating(Subscriber.xml(Subscriber.CRITERIA)).with("Accept", mediaType)),
                sandbox.ask(Subscriber.reading("1").with("Accept", mediaType)))) {
            assertThat(answer.status()).as(mediaType).isEqualTo(415);
            assertThat(answer.contentType()).contains("application/xml+fhir;charset=utf-8");
            assertThat(answer.bodyText())
                    .contains(
                            "<code value=\"invalid\"/>",
                            "<code value=\"UNSUPPORTED_MEDIA_TYPE\"/>",
                            "<diagnostics value=\"Unsupported Media Type\"/>");
        }
    }

    @Test
    void aRefusalIsInTheFormatAskedFor() {
        Answer answer = sandbox.ask(Subscriber.creating(Subscriber.json(Subscriber.CRITERIA))
                .with("Content-Type", "application/fhir+json")
                .without("toASID"));

        assertThat(answer.contentType()).contains("application/fhir+json");
        assertThat(answer.bodyText())
                .matches("\\{\"resourceType\":\"OperationOutcome\",\"id\":\"[0-9a-f-]{36}\",\"meta\":\\{\"profile\":\\["
                        + "\"https://fhir.nhs.uk/STU3/StructureDefinition/Spine-OperationOutcome-1\"]},\"issue\":\\[\\{"
                        + "\"severity\":\"error\",\"code\":\"invalid\",\"details\":\\{\"coding\":\\[\\{\"system\":"
                        + "\"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1\",\"code\":"
                        + "\"MISSING_OR_INVALID_HEADER\",\"display\":\"There is a required header missing or invalid\"}]},"
                        + "\"diagnostics\":\"toASID HTTP Header is missing\"}]}");
    }
}
