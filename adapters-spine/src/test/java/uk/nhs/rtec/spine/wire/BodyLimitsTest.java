package uk.nhs.rtec.spine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.spine.pds.PdsApi;

final class BodyLimitsTest {

    private final UpstreamStub upstream = new UpstreamStub();
    private final PdsApi api = Clients.client(PdsApi.class, upstream.url(""));

    @AfterEach
    void stop() {
        upstream.close();
    }

    @ParameterizedTest(name = "of {0} bytes: {1}")
    @CsvSource({"1048576, true", "1048577, false"})
    void oneMebibyteIsTheMost(int bytes, boolean read) {
        upstream.always(UpstreamStub.json(200, "application/json", object(bytes)));

        Reply reply = Reply.to("upstream", () -> api.patient("1", "a", "b"));

        assertThat(reply instanceof Reply.Ok).isEqualTo(read);
    }

    @Test
    void theBodyOfARefusalIsLimitedToo() {
        upstream.always(UpstreamStub.json(404, "application/json", object(1_048_577)));

        Reply reply = Reply.to("upstream", () -> api.patient("1", "a", "b"));

        assertThat(reply).isEqualTo(new Reply.Other(404, Optional.empty(), Optional.empty()));
    }

    private static String object(int bytes) {
        return "{" + " ".repeat(bytes - 2) + "}";
    }
}
