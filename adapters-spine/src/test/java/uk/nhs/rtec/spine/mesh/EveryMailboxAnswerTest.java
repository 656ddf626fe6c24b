package uk.nhs.rtec.spine.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.application.event.EventMailbox.Collecting;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Collected;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Gone;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.NoAnswer;
import uk.nhs.rtec.application.event.EventMailbox.Waiting.Listed;
import uk.nhs.rtec.application.event.EventMailboxContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

/** Every answer that is documented of the MESH API, and some that are not, and what becomes of each. */
@Timeout(20)
final class EveryMailboxAnswerTest {

    private static final String MESSAGE = EventMailboxContract.MESSAGE;
    private static final String EVENT = EventBundles.xml(EventMailboxContract.DEATH);
    private static final String JSON = "application/json";

    private MeshStub mesh;
    private MeshEventMailbox mailbox;

    @BeforeEach
    void start() {
        mesh = new MeshStub();
        mailbox = new MeshEventMailbox(
                Clients.client(MailboxApi.class, mesh.url()),
                new MeshSettings("T1450OT001", "a-password", "a-shared-key"),
                () -> Instant.parse("2026-02-03T09:15:27Z"));
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    static Stream<Arguments> everyList() {
        NoAnswer unreadable = new NoAnswer(Silence.UNREADABLE);
        return Stream.of(
                Arguments.of("none", JSON, "{\"messages\": []}", new Listed(List.of())),
                Arguments.of("two", JSON, "{\"messages\":[\"b\",\"a\"]}", new Listed(List.of("b", "a"))),
                Arguments.of(
                        "the second version",
                        "application/vnd.mesh.v2+json",
                        "{\"messages\":[\"a\"],\"approx_inbox_count\":1,\"links\":{\"self\":\"x\"}}",
                        new Listed(List.of("a"))),
                Arguments.of("of no kind", "text/plain", "{\"messages\":[\"a\"]}", new Listed(List.of("a"))),
                Arguments.of(
                        "names that are none", JSON, "{\"messages\":[\"../a\",7,\"a\"]}", new Listed(List.of("a"))),
                Arguments.of("another member", JSON, "{\"message\":[]}", unreadable),
                Arguments.of("no list", JSON, "{\"messages\":\"a\"}", unreadable),
                Arguments.of("an array", JSON, "[]", unreadable),
                Arguments.of("cut off", JSON, "{\"messages\":[\"a\"", unreadable),
                Arguments.of("a page", "text/html", "<html></html>", unreadable),
                Arguments.of("deep", JSON, "{\"messages\":" + "[".repeat(5000) + "]".repeat(5000) + "}", unreadable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyList(String what, String type, String body, Object expected) {
        mesh.always(UpstreamStub.json(200, type, body));

        assertThat(mailbox.waiting()).isEqualTo(expected);
    }

    /** What the headers say of a message that is an event by its body. */
    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "Mex-MessageType, REPORT, it is no message of data",
        "Mex-MessageType, '', it is no message of data",
        "Mex-StatusEvent, SEND, its transfer did not succeed",
        "Mex-StatusEvent, '', its transfer did not succeed",
        "Mex-StatusSuccess, ERROR, its transfer did not succeed",
        "Mex-StatusSuccess, '', its transfer did not succeed",
        "Mex-WorkflowID, GPCAPITATION, its workflow is none of the events'",
        "Mex-WorkflowID, '', its workflow is none of the events'"
    })
    void whatItsHeadersDenyIsNotReadButCollected(String header, String value, String why) {
        Map<String, String> headers = MeshStub.headers("DEATHNOTIFICATION_1");
        headers.put(header, value);
        mesh.deliver(MESSAGE, headers, List.of(EVENT.getBytes(StandardCharsets.UTF_8)));

        Collecting answer = mailbox.collect(MESSAGE);

        assertThat(answer).isInstanceOf(Collected.class);
        assertThat(((Collected) answer).message().content()).isEqualTo(new Content.Unreadable(why));
        assertThat(((Collected) answer).message().body().inTheClear()).isEqualTo(EVENT);
    }

    /** A report has no body (MESH API specification, Report Messages). */
    @Test
    void aReportIsCollectedWithoutABody() {
        Map<String, String> headers = MeshStub.headers("DEATHNOTIFICATION_1");
        headers.put("Mex-MessageType", "REPORT");
        headers.put("Mex-StatusSuccess", "ERROR");
        mesh.deliver(MESSAGE, headers, List.of(new byte[0]));

        Collected report = (Collected) mailbox.collect(MESSAGE);

        assertThat(report.message().content()).isEqualTo(new Content.Unreadable("it is no message of data"));
        assertThat(report.message().body().length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "DEATHNOTIFICATION_1",
        "CHANGEOFADDRESS_1",
        "BIRTHNOTIFICATION_1",
        "CHANGEOFGP_1",
        "PDSRECORDCHANGE_1",
        "PDS_RECORD_CHANGE_1"
    })
    void everyWorkflowOfTheDemographicsIsRead(String workflow) {
        mesh.deliver(MESSAGE, workflow, EVENT);

        Collected answer = (Collected) mailbox.collect(MESSAGE);

        assertThat(answer.message().workflow()).isEqualTo(workflow);
        assertThat(answer.message().content()).isEqualTo(new Content.Event(EventMailboxContract.DEATH));
    }

    static Stream<Arguments> everyAnswerThatIsNoMessage() {
        NoAnswer unreadable = new NoAnswer(Silence.UNREADABLE);
        NoAnswer refused = new NoAnswer(Silence.REFUSED);
        return Stream.of(
                Arguments.of("acknowledged before (410)", UpstreamStub.json(410, JSON, "{}"), new Gone()),
                Arguments.of("does not exist (404)", UpstreamStub.json(404, JSON, "{}"), new Gone()),
                Arguments.of("does not exist, without a word", UpstreamStub.empty(404), new Gone()),
                Arguments.of("a gateway's 404", UpstreamStub.json(404, "text/html", "<html></html>"), unreadable),
                Arguments.of("not authorised (403)", UpstreamStub.json(403, JSON, "{}"), refused),
                Arguments.of("malformed (400)", UpstreamStub.json(400, JSON, "{}"), refused),
                Arguments.of("too many", UpstreamStub.empty(429), refused),
                Arguments.of("its own fault", UpstreamStub.empty(500), refused),
                Arguments.of("a gateway's fault", UpstreamStub.json(502, "text/html", "<html></html>"), unreadable),
                Arguments.of("a page", UpstreamStub.json(200, "text/html", "<html></html>"), unreadable),
                Arguments.of("nobody's", UpstreamStub.json(200, "application/octet-stream", EVENT), unreadable),
                Arguments.of("another's", of("another", 200, "1:1"), unreadable),
                Arguments.of("nothing", of(MESSAGE, 204, "1:1"), unreadable),
                Arguments.of("a part of no number", of(MESSAGE, 206, ""), unreadable),
                Arguments.of("a part that is not the first", of(MESSAGE, 206, "2:3"), unreadable),
                Arguments.of("a part that is the only one", of(MESSAGE, 206, "1:1"), unreadable),
                Arguments.of("a part of nonsense", of(MESSAGE, 206, "1 of 2"), unreadable),
                Arguments.of("a part that comes again", of(MESSAGE, 206, "1:2"), unreadable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyAnswerThatIsNoMessage(String what, Behaviour answer, Object expected) {
        mesh.always(answer);

        assertThat(mailbox.collect(MESSAGE)).isEqualTo(expected);
    }

    static Stream<Arguments> everySecondChunkThatFails() {
        return Stream.of(
                Arguments.of("gone meanwhile", UpstreamStub.empty(410), Silence.REFUSED),
                Arguments.of("hangs up", UpstreamStub.hangsUp(), Silence.UNREACHABLE),
                Arguments.of("says nothing", UpstreamStub.silence(), Silence.TIMED_OUT),
                Arguments.of("the last, and says there are more", of(MESSAGE, 206, "2:2"), Silence.UNREADABLE),
                Arguments.of("of another count", of(MESSAGE, 200, "2:3"), Silence.UNREADABLE),
                Arguments.of("another message's", of("another", 200, "2:2"), Silence.UNREADABLE));
    }

    /** Half of a message is none. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everySecondChunkThatFails(String what, Behaviour second, Silence silence) {
        mesh.once(of(MESSAGE, 206, "1:2"));
        mesh.once(second);

        assertThat(mailbox.collect(MESSAGE)).isEqualTo(new NoAnswer(silence));
    }

    static Stream<Arguments> everyAcknowledgement() {
        return Stream.of(
                Arguments.of("done", UpstreamStub.json(200, JSON, "{\"messageId\":\"x\"}"), Optional.empty()),
                Arguments.of("done (second version)", UpstreamStub.empty(200), Optional.empty()),
                Arguments.of("never was there", UpstreamStub.json(404, JSON, "{}"), Optional.empty()),
                Arguments.of("was done before", UpstreamStub.json(410, JSON, "{}"), Optional.empty()),
                Arguments.of(
                        "a gateway's 404",
                        UpstreamStub.json(404, "text/html", "<html></html>"),
                        Optional.of(Silence.UNREADABLE)),
                Arguments.of(
                        "a page",
                        UpstreamStub.json(200, "text/html", "<html></html>"),
                        Optional.of(Silence.UNREADABLE)),
                Arguments.of("elsewhere", UpstreamStub.empty(302), Optional.of(Silence.UNREADABLE)),
                Arguments.of("not authorised", UpstreamStub.empty(403), Optional.of(Silence.REFUSED)),
                Arguments.of("its own fault", UpstreamStub.empty(503), Optional.of(Silence.REFUSED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyAcknowledgement(String what, Behaviour answer, Optional<Silence> expected) {
        mesh.always(answer);

        assertThat(mailbox.acknowledge(MESSAGE)).isEqualTo(expected);
    }

    private static Behaviour of(String id, int status, String range) {
        return (exchange, closing) -> {
            MeshStub.headers("DEATHNOTIFICATION_1")
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.getResponseHeaders().set("Mex-MessageID", id);
            exchange.getResponseHeaders().set("Mex-Chunk-Range", range);
            UpstreamStub.json(status, "application/octet-stream", status == 204 ? "" : EVENT)
                    .serve(exchange, closing);
        };
    }
}
