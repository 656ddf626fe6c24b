package uk.nhs.rtec.acceptance;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.PatientTokens;
import uk.nhs.rtec.spine.access.SigningKeys;
import uk.nhs.rtec.spine.access.TokenExchangeApi;

/** The service's own clients, as the demo's application, towards a running sandbox; without the fault tolerance that a server adds. */
final class SpineClients {
    private static final String OAUTH = "/spine-sandbox/oauth2/token";
    private static final int WAIT_SECONDS = 2;

    private final Rtec rtec;
    private final InstantSource clock;
    private final OauthSettings application;

    SpineClients(Rtec rtec, InstantSource clock) {
        this.rtec = rtec;
        this.clock = clock;
        this.application = new OauthSettings(
                rtec.sandbox(OAUTH),
                "rtec-demo",
                "rtec-demo-1",
                new SigningKeys(rtec.clientKeys()).privateKey("rtec-demo-1", "rtec-demo"));
    }

    AccessTokens tokens() {
        return new AccessTokens(client(OauthApi.class, OAUTH), application, clock);
    }

    PatientTokens patientTokens() {
        return new PatientTokens(client(TokenExchangeApi.class, OAUTH), application, clock);
    }

    /** Of an API of the sandbox, below this path of its listener without TLS. */
    <T> T client(Class<T> api, String path) {
        return client(api, rtec.sandbox(path));
    }

    static <T> T client(Class<T> api, URI base) {
        return RestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .build(api);
    }
}
