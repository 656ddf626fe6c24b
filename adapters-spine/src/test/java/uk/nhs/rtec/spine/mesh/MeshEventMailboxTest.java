package uk.nhs.rtec.spine.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.event.EventMailbox;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Gone;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.application.event.EventMailbox.NoAnswer;
import uk.nhs.rtec.application.event.EventMailbox.Waiting.Listed;
import uk.nhs.rtec.application.event.EventMailboxContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Received;

@Timeout(20)
final class MeshEventMailboxTest implements EventMailboxContract {

    private static final MeshSettings SETTINGS = new MeshSettings("T1450OT001", "a-password", "a-shared-key");
    private static final Instant NOW = Instant.parse("2026-02-03T09:15:27.480Z");

    private Instant now = NOW;
    private MeshStub mesh;
    private MeshEventMailbox mailbox;

    @BeforeEach
    void start() {
        mesh = new MeshStub();
        mailbox = over(Clients.client(MailboxApi.class, mesh.url()));
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    private MeshEventMailbox over(MailboxApi api) {
        return new MeshEventMailbox(api, SETTINGS, () -> now);
    }

    @Override
    public EventMailbox mailbox() {
        return mailbox;
    }

    @Override
    public void arrives(String messageId, String workflow, NationalEvent event) {
        mesh.deliver(messageId, workflow, EventBundles.xml(event));
    }

    @Override
    public void arrivesUnreadable(String messageId, String workflow) {
        mesh.deliver(messageId, workflow, "no event");
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> mesh.always(UpstreamStub.silence());
            case UNREACHABLE -> mesh.always(UpstreamStub.hangsUp());
            case REFUSED -> mesh.always(UpstreamStub.empty(403));
            case UNREADABLE -> mesh.always(UpstreamStub.json(200, "text/html", "<html></html>"));
            case NOT_ASKED -> mailbox = over(new Open());
        }
    }

    /** An API whose breaker is open. */
    private static final class Open implements MailboxApi {

        @Override
        public Response inbox(String mailbox, String authorization) {
            throw new CircuitBreakerOpenException();
        }

        @Override
        public Response message(String mailbox, String id, String authorization) {
            throw new CircuitBreakerOpenException();
        }

        @Override
        public Response chunk(String mailbox, String id, int number, String authorization) {
            throw new CircuitBreakerOpenException();
        }

        @Override
        public Response acknowledge(String mailbox, String id, String authorization) {
            throw new CircuitBreakerOpenException();
        }
    }

    @Test
    void everyCallGoesWhereTheSpecificationSaysAndIsAuthorisedOnce() {
        List<byte[]> chunks = inChunks(EventBundles.xml(DEATH).getBytes(StandardCharsets.UTF_8), 2);
        mesh.deliver(MESSAGE, MeshStub.headers("DEATHNOTIFICATION_1"), chunks);

        mailbox.waiting();
        mailbox.collect(MESSAGE);
        mailbox.acknowledge(MESSAGE);

        String inbox = "/spine-sandbox/messageexchange/T1450OT001/inbox";
        assertThat(mesh.received().stream().map(request -> request.method() + " " + request.target()))
                .containsExactly(
                        "GET " + inbox,
                        "GET " + inbox + "/" + MESSAGE,
                        "GET " + inbox + "/" + MESSAGE + "/2",
                        "PUT " + inbox + "/" + MESSAGE + "/status/acknowledged");
        assertThat(mesh.received().stream()
                        .map(MeshEventMailboxTest::authorization)
                        .distinct())
                .hasSize(4)
                .allMatch(header -> header.matches(
                        "NHSMESH T1450OT001:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:0:202602030915:[0-9a-f]{64}"));
    }

    @Test
    void aMessageMayBeOfAnyKind() {
        mailbox.waiting();
        mailbox.collect(MESSAGE);

        assertThat(mesh.received().stream().map(request -> request.headers().getFirst("Accept")))
                .containsExactly("application/json", "*/*");
    }

    private static String authorization(Received request) {
        return request.headers().getFirst("Authorization");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20})
    void aMessageInChunksIsPutTogether(int count) {
        byte[] body = EventBundles.xml(DEATH).getBytes(StandardCharsets.UTF_8);
        mesh.deliver(MESSAGE, MeshStub.headers("DEATHNOTIFICATION_1"), inChunks(body, count));

        DeliveredMessage message = collected(MESSAGE);

        assertThat(message.body().toArray()).isEqualTo(body);
        assertThat(message.content()).isEqualTo(new Content.Event(DEATH));
    }

    @Test
    void aMessageInMoreChunksThanAnEventCanHaveIsNotFetched() {
        mesh.deliver(
                MESSAGE,
                MeshStub.headers("DEATHNOTIFICATION_1"),
                Collections.nCopies(21, "<".getBytes(StandardCharsets.UTF_8)));

        assertThat(why(collected(MESSAGE))).isEqualTo("it is empty, or longer than an event");
        assertThat(mesh.received()).hasSize(1);
    }

    @Test
    void chunksThatAreTooLongTogetherAreNotKept() {
        mesh.deliver(MESSAGE, MeshStub.headers("DEATHNOTIFICATION_1"), Collections.nCopies(5, new byte[1024 * 1024]));

        assertThat(why(collected(MESSAGE))).isEqualTo("it is empty, or longer than an event");
    }

    @Test
    void aMessageThatIsTooLongIsNotKept() {
        mesh.deliver(MESSAGE, MeshStub.headers("DEATHNOTIFICATION_1"), List.of(new byte[4 * 1024 * 1024 + 1]));

        DeliveredMessage message = collected(MESSAGE);

        assertThat(why(message)).isEqualTo("it is empty, or longer than an event");
        assertThat(message.body().length()).isZero();
    }

    @Test
    void aMessageAsLongAsAPublisherMaySendIsRead() {
        String longest = EventBundles.xml(DEATH).replace("</Bundle>", "<!--" + "x".repeat(3_000_000) + "--></Bundle>");
        mesh.deliver(MESSAGE, "DEATHNOTIFICATION_1", longest);

        assertThat(collected(MESSAGE).content()).isEqualTo(new Content.Event(DEATH));
    }

    /** Each chunk is packed by itself (MESH API specification, Outbox workflow). */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aMessageThatItsSenderHasPackedIsReadAndKeptAsItCame(int count) {
        List<byte[]> packed = inChunks(EventBundles.xml(DEATH).getBytes(StandardCharsets.UTF_8), count).stream()
                .map(MeshEventMailboxTest::packed)
                .toList();
        mesh.deliver(MESSAGE, MeshStub.headers("DEATHNOTIFICATION_1"), packed);

        DeliveredMessage message = collected(MESSAGE);

        assertThat(message.content()).isEqualTo(new Content.Event(DEATH));
        assertThat(message.body().length())
                .isEqualTo(packed.stream().mapToInt(chunk -> chunk.length).sum());
    }

    @Test
    void aPackedMessageThatGrowsBeyondMeasureIsNotRead() {
        mesh.deliver(MESSAGE, MeshStub.headers("DEATHNOTIFICATION_1"), List.of(packed(new byte[64 * 1024 * 1024])));

        assertThat(why(collected(MESSAGE))).isEqualTo("it is no FHIR Bundle");
    }

    @Test
    void whoAsksForAPauseIsLeftAloneForItsTime() {
        mesh.once((exchange, closing) -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            UpstreamStub.empty(429).serve(exchange, closing);
        });

        assertThat(mailbox.waiting()).isEqualTo(new NoAnswer(Silence.REFUSED));
        now = NOW.plusSeconds(59);
        assertThat(mailbox.waiting()).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        assertThat(mailbox.acknowledge(MESSAGE)).contains(Silence.NOT_ASKED);
        assertThat(mesh.received()).hasSize(1);
        now = NOW.plusSeconds(60);
        assertThat(mailbox.waiting()).isEqualTo(new Listed(List.of()));
    }

    /** A name from elsewhere must not lead elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../otherbox/inbox", "a/b", "a?b", "a b", "a%2Fb"})
    void aNameThatIsNoneIsNotAskedFor(String name) {
        assertThat(mailbox.collect(name)).isEqualTo(new Gone());
        assertThat(mailbox.acknowledge(name)).isEmpty();
        assertThat(mesh.received()).isEmpty();
    }

    private static String why(DeliveredMessage message) {
        return message.content().map(event -> "", Content.Unreadable::why);
    }

    private static List<byte[]> inChunks(byte[] body, int count) {
        List<byte[]> chunks = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            chunks.add(Arrays.copyOfRange(body, body.length * number / count, body.length * (number + 1) / count));
        }
        return chunks;
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
