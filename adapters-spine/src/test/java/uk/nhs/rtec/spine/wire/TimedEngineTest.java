package uk.nhs.rtec.spine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.spine.pds.PdsApi;

/** An exchange ends when connecting and answering have had their time, however busy the upstream keeps the line. */
@Timeout(30)
final class TimedEngineTest {

    /** Connecting may take 200 ms and answering 300 in these tests; the rest is for a machine with much else to do. */
    private static final Duration IN_TIME = Duration.ofMillis(900);

    static Stream<Arguments> neverEnding() {
        return Stream.of(
                Arguments.of("the status line", "HTTP/1.1 ", "2", 50),
                Arguments.of("the headers", "HTTP/1.1 200 OK\r\n", "X-A: b\r\n", 50),
                Arguments.of("one header", "HTTP/1.1 200 OK\r\nX-A: ", "b", 50),
                Arguments.of(
                        "the body",
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{",
                        " ",
                        50),
                Arguments.of(
                        "the chunks",
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "1\r\n \r\n",
                        50),
                Arguments.of(
                        "the body of a refusal",
                        "HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{",
                        " ",
                        50));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void neverEnding(String what, String first, String again, long millis) throws Exception {
        try (RawUpstream upstream = new RawUpstream(first, again, millis)) {
            PdsApi api = Clients.client(PdsApi.class, upstream.url());
            Reply.to("upstream", () -> api.patient("1", "a", "b"));
            assertThat(upstream.wasHungUpOn()).isTrue();
            long start = System.nanoTime();

            Reply reply = Reply.to("upstream", () -> api.patient("1", "a", "b"));

            assertThat(reply).isEqualTo(new Reply.Silent(Silence.TIMED_OUT));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
            assertThat(upstream.wasHungUpOn()).isTrue();
        }
    }

    @Test
    void aBodyWithoutEndIsCutAndItsSenderHungUpOn() throws Exception {
        try (RawUpstream upstream = new RawUpstream(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                "8000\r\n" + " ".repeat(0x8000) + "\r\n",
                0)) {
            PdsApi api = Clients.client(PdsApi.class, upstream.url());

            Reply reply = Reply.to("upstream", () -> api.patient("1", "a", "b"));

            assertThat(reply).isEqualTo(new Reply.Silent(Silence.UNREADABLE));
            assertThat(upstream.wasHungUpOn()).isTrue();
        }
    }
}
