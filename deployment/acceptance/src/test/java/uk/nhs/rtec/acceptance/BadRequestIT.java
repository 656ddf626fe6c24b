package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

// What a caller may get wrong: each has its status and its text, and none comes back to the caller.
@ArquillianTest
@RunAsClient
class BadRequestIT {

    private static final String CANARY = "Xyzzyqux";

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    static Stream<Arguments> wrongMembers() {
        return Stream.of(
                with("wrong check digit", "nhsNumber", "9990000523", "nhsNumber"),
                with("an NHS number with spaces", "nhsNumber", "999 000 0522", "nhsNumber"),
                with("wrong check character", "prescriptionId", "5D216C-A99968-16F9C8", "prescriptionId"),
                with(
                        "a Release 1 prescription",
                        "prescriptionId",
                        "9C18AE6F-510D-F7A3-E050-D20AE3A231C8K",
                        "prescriptionId"),
                with("a birth date to come", "dob", "2999-01-01", "dob"),
                with("no such day", "dob", "1979-02-30", "dob"),
                with("a day the other way round", "dob", "02-08-1979", "dob"),
                with("an emoji in a name", "surname", CANARY + "\uD83D\uDE00", "surname"),
                with("NUL in a name", "surname", CANARY + "\0", "surname"),
                with("half a character in a name", "forename", CANARY + "\uD83D", "forename"),
                with("a name of 36 letters", "surname", "A".repeat(36), "surname"),
                with("an empty forename", "forename", "", "forename"),
                with("half a postcode", "postcode", "BD7", "postcode"));
    }

    private static Arguments with(String remark, String member, String value, String named) {
        return Arguments.of(
                remark,
                Question.MEDICAL.members().add(member, value).build().toString(),
                "Please provide a valid " + named);
    }

    static Stream<Arguments> wrongBodies() {
        String good = Question.MEDICAL.json();
        return Stream.of(
                Arguments.of(
                        "a number for a text",
                        Question.MEDICAL.members().add("dob", 19790802).build().toString(),
                        "Please provide a valid dob"),
                Arguments.of(
                        "null for a text",
                        Question.MEDICAL
                                .members()
                                .add("surname", JsonValue.NULL)
                                .build()
                                .toString(),
                        "Please provide a valid surname"),
                Arguments.of(
                        "an object for a text",
                        Question.MEDICAL
                                .members()
                                .add("forename", Json.createObjectBuilder())
                                .build()
                                .toString(),
                        "Please provide a valid forename"),
                Arguments.of(
                        "nothing in it",
                        "{}",
                        "Please provide a valid dob, nhsNumber, postcode, surname, prescriptionId"),
                Arguments.of(
                        "two wrong at once",
                        Question.MEDICAL
                                .members()
                                .add("nhsNumber", "1")
                                .add("postcode", "?")
                                .build()
                                .toString(),
                        "Please provide a valid nhsNumber, postcode"),
                Arguments.of("no JSON", CANARY, "Please provide a valid request"),
                Arguments.of("no body", "", "Please provide a valid request"),
                Arguments.of("an array", "[" + good + "]", "Please provide a valid request"),
                Arguments.of("text after it", good + " " + CANARY, "Please provide a valid request"),
                Arguments.of(
                        "a member twice",
                        good.replace("}", ",\"dob\":\"1979-08-02\"}"),
                        "Please provide a valid request"),
                Arguments.of(
                        "a member twice, further down",
                        good.replace("}", ",\"x\":{\"a\":1,\"\\u0061\":2}}"),
                        "Please provide a valid request"),
                Arguments.of("broken off", good.substring(0, 40), "Please provide a valid request"),
                Arguments.of("a byte-order mark", "\uFEFF" + good, "Please provide a valid request"),
                Arguments.of("a number out of every range", good.replace("}", ",\"x\":1e999999999}"), null),
                Arguments.of("nested a thousand deep", "[".repeat(1000), "Please provide a valid request"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongMembers", "wrongBodies"})
    void aWrongBodyIsNamedAndNotRepeated(String remark, String body, String message) {
        HttpResponse<String> answer = rtec.search(rtec.token("pharmacist"), body);

        if (message == null) {
            assertThat(answer.statusCode()).isLessThan(500);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\",\"type\":null}");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = Question.MEDICAL.json().replace("Rahman", "R#hman").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '#') {
                body[i] = (byte) 0xE9;
            }
        }
        HttpResponse<String> answer = rtec.send(request("application/json").POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Please provide a valid request");
    }

    @Test
    void aMegabyteIsTooMuchAndRefusedAtOnce() {
        String megabyte = Question.MEDICAL.json() + " ".repeat(1_000_000);

        HttpResponse<String> answer = rtec.search(rtec.token("pharmacist"), megabyte);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Rtec.json(answer.body()).isNull("type")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,                            415, not JSON",
        "application/json;charset=iso-8859-1,   415, another charset",
        "application/json;charset=UTF-8,        200, the usual charset said",
        "foo,                                   415, not even a media type",
        "application/xml,                       415, the other format",
    })
    void onlyJsonInUtf8IsTaken(String type, int status, String remark) {
        HttpResponse<String> answer = rtec.send(request(type).POST(BodyPublishers.ofString(Question.MEDICAL.json())));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void compressedBodiesAreNotTaken() {
        HttpResponse<String> answer = rtec.send(request("application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(Question.MEDICAL.json())));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void aMalformedRequestIdIsRefused() {
        HttpResponse<String> answer = rtec.send(request("application/json")
                .header("X-Request-ID", "12345")
                .POST(BodyPublishers.ofString(Question.MEDICAL.json())));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Please provide a valid request");
    }

    @Test
    void onlyPostIsServed() {
        HttpResponse<String> answer = rtec.send(request("application/json").GET());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(Rtec.json(answer.body()).isNull("type")).isTrue();
    }

    @Test
    void onlyJsonIsAnswered() {
        HttpResponse<String> answer = rtec.send(request("application/json")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(Question.MEDICAL.json())));

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(Rtec.json(answer.body()).isNull("type")).isTrue();
    }

    @Test
    void aPathThatDoesNotExistIsNotAnExemptionThatWasNotFound() {
        HttpResponse<String> answer =
                rtec.post(rtec.http("/rtec-api-gateway/nothing"), rtec.token("pharmacist"), "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    private HttpRequest.Builder request(String type) {
        return HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                .header("Authorization", "Bearer " + rtec.token("pharmacist"))
                .header("Content-Type", type);
    }
}
