package uk.nhs.rtec.rest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.application.check.CheckAnswer;
import uk.nhs.rtec.application.check.CheckExemption;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleChecks;

class CheckApiTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));
    private static final String JSON = "application/json";
    private static final String EXAMPLE = """
            {"dob":"2010-01-01","nhsNumber":"9434765919","postcode":"NE32JH","forename":"Peter","surname":"Parker",\
            "prescriptionId":"471BC8-P83027-34B75X"}""";
    private static final String INVALID_REQUEST = "{\"message\":\"Please provide a valid request\",\"type\":null}";
    private static final String NOT_FOUND = "{\"message\":\"Exemption has not been found\",\"type\":null}";
    private static final CheckOutcome FOUND = new CheckOutcome.ExemptionFound(
            ChargeExemption.MATERNITY,
            ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE,
            List.of(SampleChecks.CERTIFICATE));

    private final List<RequestReference> references = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/v1.0.0/search", "/1.0.0/search"})
    void aFindingIsAnsweredWithItsTypeUnderEveryPath(String path) {
        RunningApi.Answer answer = post(path, answering(FOUND)).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Exemption has been found\",\"type\":\"9005\"}");
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/searches", "/v1/search", "/v1.0.0/", "/search/more", "/v1x0x0/search"})
    void noOtherPathLeadsAnywhere(String path) {
        RunningApi.Answer answer = post(path, neverAsked()).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .as("a wrong path is no exemption that was not found")
                .isEmpty();
    }

    static Stream<CheckOutcome> everyWayOfNotFinding() {
        return Stream.concat(
                Stream.of(new CheckOutcome.NoExemptionFound()),
                Arrays.stream(CheckOutcome.NotChecked.Reason.values()).map(CheckOutcome.NotChecked::new));
    }

    @ParameterizedTest
    @MethodSource("everyWayOfNotFinding")
    void everyWayOfNotFindingLooksTheSameToTheByte(CheckOutcome outcome) {
        RunningApi.Answer answer = post("/search", answering(outcome)).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(NOT_FOUND);
        assertThat(answer.response().getOutputHeaders().keySet()).containsExactly("Content-Type");
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
    }

    static Stream<CheckOutcome> everySilence() {
        return Arrays.stream(CheckOutcome.Undetermined.Source.values())
                .flatMap(source ->
                        Arrays.stream(Silence.values()).map(silence -> new CheckOutcome.Undetermined(source, silence)));
    }

    @ParameterizedTest
    @MethodSource("everySilence")
    void whatCouldNotBeSaidIs503WithoutABody(CheckOutcome outcome) {
        assertUnavailable(post("/search", answering(outcome)).send());
    }

    @Test
    void nothingIsAnsweredThatIsNotOnRecord() {
        assertUnavailable(post("/search", (requester, patient, prescription, reference) -> {
                    throw new LedgerUnavailable("the ledger is silent", new IllegalStateException());
                })
                .send());
    }

    @Test
    void aBugIs500WithoutABodyAndItsMessageStaysInside() {
        try (Logged log = new Logged()) {
            RunningApi.Answer answer = post("/search", (requester, patient, prescription, reference) -> {
                        throw new IllegalStateException("9434765919 Parker NE32JH");
                    })
                    .send();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEmpty();
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.matches("(?s).*(9434765919|Parker|NE32JH).*"));
        }
    }

    @Test
    void theUseCaseIsAskedInTheWordsOfTheDomain() {
        RunningApi.Answer answer = post("/search", (requester, patient, prescription, reference) -> {
                    assertThat(requester).isEqualTo(SampleChecks.REQUESTER);
                    assertThat(patient).isEqualTo(SampleChecks.PATIENT);
                    assertThat(prescription).isEqualTo(SampleChecks.PRESCRIPTION);
                    assertThat(reference)
                            .isEqualTo(new RequestReference(
                                    Optional.of(UUID.fromString("8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c")),
                                    Optional.of("one two")));
                    return new CheckAnswer.OnRecord(SampleChecks.endedIn(FOUND));
                })
                .header("X-Request-ID", "8F14E45F-ceea-467f-a3a5-0c7d6e8b1a2c")
                .header("X-Correlation-ID", "one two")
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aRequestThatIsNotNamedIsAskedWithoutAName() {
        assertThat(post("/search", answering(FOUND)).send().status()).isEqualTo(200);
        assertThat(references).containsExactly(RequestReference.none());
    }

    @Test
    void aRequestIdOfAnotherQuestionIs400() {
        assertInvalidRequest(
                post("/search", (requester, patient, prescription, reference) -> new CheckAnswer.RequestIdReused())
                        .header("X-Request-ID", "8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c")
                        .send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2",
                "8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c0",
                "{8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c}",
                "8f14e45fceea467fa3a50c7d6e8b1a2c",
                "8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2g",
                "8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c,8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c"
            })
    void aMalformedRequestIdIs400AndNothingIsChecked(String id) {
        assertInvalidRequest(
                post("/search", neverAsked()).header("X-Request-ID", id).send());
    }

    @Test
    void twoRequestIdsAreNone() {
        assertInvalidRequest(post("/search", neverAsked())
                .header("X-Request-ID", "8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c")
                .header("X-Request-ID", "9f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c")
                .send());
    }

    @Test
    void everyWrongMemberIsNamedInOneAnswer() {
        RunningApi.Answer answer = api(neverAsked())
                .call("POST", "/search")
                .by(pharmacist())
                .body(JSON, "{\"prescriptionId\":1,\"surname\":\"P4rker\",\"forename\":{},\"postcode\":\"NE32JH\"}")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"message\":\"Please provide a valid dob, nhsNumber, forename, surname, prescriptionId\","
                        + "\"type\":null}");
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
    }

    @Test
    void noBodyIs400() {
        assertInvalidRequest(api(neverAsked())
                .call("POST", "/search")
                .by(pharmacist())
                .body(JSON, "")
                .send());
    }

    @Test
    void aBodyThatBreaksOffIs400() {
        assertInvalidRequest(api(neverAsked()).call("POST", "/search").by(pharmacist()).stream(JSON, new BrokenOff())
                .send());
    }

    @Test
    void sixteenKilobytesAreReadAndOneByteMoreIs413() {
        assertThat(sized(16_384).send().status()).isEqualTo(200);
        assertTooLong(sized(16_385).send());
        assertThat(chunked(16_384).send().status()).isEqualTo(200);
        assertTooLong(chunked(16_385).send());
        assertTooLong(chunked(10_000_000).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000000000", "9223372036854775808", "99999999999999999999999"})
    void aContentLengthBeyondAllMeasureIs413AndNothingIsRead(String length) {
        ByteArrayInputStream content = new ByteArrayInputStream(EXAMPLE.getBytes(UTF_8));

        assertTooLong(api(neverAsked()).call("POST", "/search").by(pharmacist()).stream(JSON, content)
                .header("Content-Length", length)
                .send());
        assertThat(content.available()).isEqualTo(EXAMPLE.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json;charset=iso-8859-1",
                "application/json; charset=\"UTF-16\""
            })
    void anotherTypeOrCharsetIs415(String type) {
        assertUnsupported(api(neverAsked())
                .call("POST", "/search")
                .by(pharmacist())
                .body(type, EXAMPLE)
                .send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json;charset=utf-8", "application/json; charset=\"UTF-8\"", "application/json;v=1"})
    void utf8MayBeSaidAloud(String type) {
        assertThat(api(answering(FOUND))
                        .call("POST", "/search")
                        .by(pharmacist())
                        .body(type, EXAMPLE)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "br, 415", "'gzip, identity', 415", "identity, 200", "IDENTITY, 200"})
    void aContentEncodingIs415(String encoding, int status) {
        assertThat(post("/search", answering(FOUND))
                        .header("Content-Encoding", encoding)
                        .send()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void noContentTypeIs415() {
        assertUnsupported(
                api(neverAsked()).call("POST", "/search").by(pharmacist()).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void anotherMethodIs405AndSaysWhichIsRight(String method) {
        RunningApi.Answer answer =
                api(neverAsked()).call(method, "/search").by(pharmacist()).send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Please use POST\",\"type\":null}");
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void askingForAnotherTypeIs406() {
        RunningApi.Answer answer = post("/search", neverAsked())
                .header("Accept", "application/xml")
                .send();

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Please accept application/json\",\"type\":null}");
    }

    @Property(tries = 300)
    void noValueOfARequestIsEverEchoed(@ForAll("values") String value, @ForAll int member) {
        List<String> members =
                List.of("dob", "nhsNumber", "postcode", "forename", "surname", "prescriptionId", "X-Request-ID");
        String chosen = members.get(Math.floorMod(member, members.size()));
        RunningApi.Call call = api(answering(FOUND)).call("POST", "/search").by(pharmacist());
        if (chosen.equals("X-Request-ID")) {
            call.body(JSON, EXAMPLE).header(chosen, value);
        } else {
            call.body(
                    JSON,
                    EXAMPLE.replaceFirst("\"" + chosen + "\":\"[^\"]*\"", "\"" + chosen + "\":\"" + value + "\""));
        }
        try (Logged log = new Logged()) {
            RunningApi.Answer answer = call.send();

            assertThat(answer.body().toLowerCase(Locale.ROOT)).doesNotContain(value.toLowerCase(Locale.ROOT));
            assertThat(log.lines()).noneMatch(line -> line.contains(value));
            assertThat(answer.status()).isIn(200, 400);
        }
    }

    @net.jqwik.api.Provide
    static net.jqwik.api.Arbitrary<String> values() {
        return net.jqwik.api.Arbitraries.strings()
                .withChars("zqxj0123456789-é😀")
                .ofMinLength(5)
                .ofMaxLength(60)
                .map(text -> "zq" + text);
    }

    private RunningApi.Call post(String path, CheckExemption checkExemption) {
        return api(checkExemption).call("POST", path).by(pharmacist()).body(JSON, EXAMPLE);
    }

    private RunningApi.Call sized(int length) {
        return api(answering(FOUND)).call("POST", "/search").by(pharmacist()).body(JSON, padded(length));
    }

    private RunningApi.Call chunked(int length) {
        return api(answering(FOUND)).call("POST", "/search").by(pharmacist()).stream(
                JSON, new ByteArrayInputStream(padded(length).getBytes(UTF_8)));
    }

    private static String padded(int length) {
        return EXAMPLE + " ".repeat(length - EXAMPLE.length());
    }

    private CheckExemption answering(CheckOutcome outcome) {
        return (requester, patient, prescription, reference) -> {
            references.add(reference);
            return new CheckAnswer.OnRecord(SampleChecks.endedIn(outcome));
        };
    }

    private static CheckExemption neverAsked() {
        return (requester, patient, prescription, reference) -> fail("nothing may be checked");
    }

    private static RunningApi api(CheckExemption checkExemption) {
        return new RunningApi(new CheckApi(checkExemption, CLOCK));
    }

    private static JsonWebToken pharmacist() {
        return SampleTokens.pharmacist(SampleTokens::unchanged);
    }

    private static void assertInvalidRequest(RunningApi.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(INVALID_REQUEST);
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
    }

    private static void assertUnavailable(RunningApi.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Content-Type")).isNull();
    }

    private static void assertTooLong(RunningApi.Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Please send at most 16 KiB\",\"type\":null}");
    }

    private static void assertUnsupported(RunningApi.Answer answer) {
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Please send application/json in UTF-8\",\"type\":null}");
    }

    /** A body whose sender goes away. */
    private static final class BrokenOff extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("the sender went away");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("the sender went away");
        }
    }
}
