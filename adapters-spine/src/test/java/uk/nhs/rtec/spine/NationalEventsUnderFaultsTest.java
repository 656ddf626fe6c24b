package uk.nhs.rtec.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.inject.ConfigExtension;
import io.smallrye.faulttolerance.FaultToleranceExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.microprofile.client.RestClientExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.application.event.EventMailbox;
import uk.nhs.rtec.application.event.NationalSubscriptions;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.mesh.MailboxApi;
import uk.nhs.rtec.spine.mesh.MeshEventMailbox;
import uk.nhs.rtec.spine.mesh.MeshSettings;
import uk.nhs.rtec.spine.nems.NemsNationalSubscriptions;
import uk.nhs.rtec.spine.nems.NemsSettings;
import uk.nhs.rtec.spine.nems.SubscriptionApi;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

/**
 * The clients of NEMS and MESH as the server makes them, with their fault tolerance; the read time-outs and the rests of the breakers are
 * shorter than those that ship, which {@link ShippedClientsTest} knows.
 */
@Timeout(60)
final class NationalEventsUnderFaultsTest {

    private static final NhsNumber NUMBER = new NhsNumber("9990548021");
    private static final SubscriptionId ID = new SubscriptionId("3f0c1b7e9a2d4c56b1e0aa55d2c97f10");
    private static final String MESSAGE = "20260210083016120000_00A1B2";
    private static final Behaviour ABSENT = UpstreamStub.json(
            404,
            "application/fhir+json",
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"details\":{\"coding\":[{\"system\":"
                    + "\"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1\",\"code\":\"NO_RECORD_FOUND\"}]}}]}");
    private static final Behaviour EMPTY = UpstreamStub.json(200, "application/json", "{\"messages\":[]}");

    /** Of every breaker here. */
    private static final String REST_OF_A_BREAKER = "CircuitBreaker/delay";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final UpstreamStub nems = new UpstreamStub();
    private final UpstreamStub mesh = new UpstreamStub();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "rtec.nems.url", nems.url("").toString(),
            "rtec.nems.asid", "200000001450",
            "rtec.nems.organisation", "T1450",
            "rtec.nems.issuer", "https://exemptions.example.nhs.uk",
            "rtec.nems/mp-rest/readTimeout", "400",
            "rtec.mesh.url", mesh.url("").toString(),
            "rtec.mesh.mailbox", "T1450OT001",
            "rtec.mesh.password", "a-password",
            "rtec.mesh.shared-key", "a-shared-key",
            "rtec.mesh/mp-rest/readTimeout", "400"));
    private SeContainer container;
    private NationalSubscriptions subscriptions;
    private EventMailbox mailbox;

    @BeforeEach
    void start() {
        settings.put(REST_OF_A_BREAKER, "500");
        settings.forEach(System::setProperty);
        nems.always(ABSENT);
        mesh.always(EMPTY);
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new ConfigExtension(), new RestClientExtension(), new FaultToleranceExtension())
                .addBeanClasses(SubscriptionApi.class, MailboxApi.class)
                .initialize();
        subscriptions = new NemsNationalSubscriptions(
                container.select(SubscriptionApi.class, RestClient.LITERAL).get(),
                NemsSettings.read(name -> Optional.ofNullable(settings.get(name))),
                InstantSource.system());
        mailbox = new MeshEventMailbox(
                container.select(MailboxApi.class, RestClient.LITERAL).get(),
                MeshSettings.read(name -> Optional.ofNullable(settings.get(name))),
                InstantSource.system());
        await().pollInterval(BETWEEN_LOOKS)
                .atMost(Duration.ofSeconds(30))
                .until(() -> subscriptions.look(ID).equals(new NationalSubscriptions.Looking.Absent())
                        && mailbox.waiting().equals(new EventMailbox.Waiting.Listed(List.of())));
    }

    @AfterEach
    void stop() {
        container.close();
        settings.keySet().forEach(System::clearProperty);
        nems.close();
        mesh.close();
    }

    private static Callable<Boolean> soon(Callable<Boolean> condition) {
        return () -> {
            await().pollInterval(BETWEEN_LOOKS).atMost(Duration.ofSeconds(15)).until(condition);
            return true;
        };
    }

    static Stream<Arguments> everyWayToFail() {
        return Stream.of(
                Arguments.of("500", UpstreamStub.empty(500)),
                Arguments.of("502", UpstreamStub.json(502, "text/html", "<html></html>")),
                Arguments.of("hanging up", UpstreamStub.hangsUp()),
                Arguments.of("breaking off", UpstreamStub.breaksOff("application/fhir+json", "{")),
                Arguments.of("silence", UpstreamStub.silence()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyWayToFail")
    void everyWayToFailOpensTheBreakersAndTheyCloseAgain(String way, Behaviour behaviour) throws Exception {
        nems.always(behaviour);
        mesh.always(behaviour);

        AtOnce.call(List.of(
                soon(() -> subscriptions.look(ID).equals(new NationalSubscriptions.NoAnswer(Silence.NOT_ASKED))),
                soon(() -> mailbox.waiting().equals(new EventMailbox.NoAnswer(Silence.NOT_ASKED)))));

        nems.always(ABSENT);
        mesh.always(EMPTY);
        await().pollInterval(BETWEEN_LOOKS)
                .atMost(Duration.ofSeconds(10))
                .until(() -> subscriptions.look(ID).equals(new NationalSubscriptions.Looking.Absent()));
        await().pollInterval(BETWEEN_LOOKS).atMost(Duration.ofSeconds(10)).until(() -> mailbox.waiting()
                .equals(new EventMailbox.Waiting.Listed(List.of())));
    }

    @Test
    void aBreakerKeepsItsOwnOperationBackAndNoOther() {
        nems.always(UpstreamStub.empty(500));
        mesh.always(UpstreamStub.empty(500));
        await().pollInterval(BETWEEN_LOOKS)
                .atMost(Duration.ofSeconds(15))
                .until(() -> subscriptions.look(ID).equals(new NationalSubscriptions.NoAnswer(Silence.NOT_ASKED))
                        && mailbox.waiting().equals(new EventMailbox.NoAnswer(Silence.NOT_ASKED)));

        int before = nems.received().size();
        int beforeMesh = mesh.received().size();
        subscriptions.unsubscribe(ID);
        mailbox.acknowledge(MESSAGE);

        assertThat(nems.received()).hasSize(before + 1);
        assertThat(mesh.received()).hasSize(beforeMesh + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 422, 429})
    void refusalsNeverOpenABreakerAndNothingIsTriedTwice(int status) {
        int before = nems.received().size();
        int beforeMesh = mesh.received().size();
        nems.always(UpstreamStub.empty(status));
        mesh.always(UpstreamStub.empty(status));
        IntStream.range(0, 30).forEach(call -> {
            subscriptions.look(ID);
            mailbox.waiting();
        });

        assertThat(nems.received()).hasSize(before + 30);
        assertThat(mesh.received()).hasSize(beforeMesh + 30);
    }

    @Test
    void nothingIsSentTwiceWhenThereIsNoAnswer() {
        int before = nems.received().size();
        nems.always(UpstreamStub.hangsUp());

        assertThat(subscriptions.subscribe(NUMBER, Instant.parse("2028-03-31T22:59:59Z")))
                .isEqualTo(new NationalSubscriptions.NoAnswer(Silence.UNREACHABLE));
        assertThat(nems.received()).hasSize(before + 1);
    }

    @Test
    void nothingThatIsLoggedSaysAnythingAboutThePatientOrTheSecrets() {
        List<String> logged;
        try (Logged log = new Logged(Level.INFO)) {
            for (Behaviour behaviour : List.of(
                    UpstreamStub.empty(500),
                    UpstreamStub.hangsUp(),
                    UpstreamStub.json(200, "9990548021", "<9990548021>"),
                    UpstreamStub.json(400, "application/fhir+xml", outcome("INVALID_NHS_NUMBER")),
                    UpstreamStub.json(422, "application/fhir+xml", outcome("9990548021")),
                    UpstreamStub.json(403, "text/html", "9990548021"))) {
                nems.always(behaviour);
                mesh.always(behaviour);
                subscriptions.subscribe(NUMBER, Instant.parse("2028-03-31T22:59:59Z"));
                subscriptions.look(ID);
                subscriptions.unsubscribe(ID);
                mailbox.waiting();
                mailbox.collect(MESSAGE);
                mailbox.acknowledge(MESSAGE);
            }
            logged = log.lines();
        }

        assertThat(logged).isNotEmpty();
        assertThat(logged)
                .allSatisfy(line -> assertThat(line).doesNotContain(NUMBER.inTheClear(), "a-password", "a-shared-key"));
    }

    private static String outcome(String code) {
        return "<OperationOutcome><issue><details><coding><system value=\"https://fhir.nhs.uk/STU3/CodeSystem/"
                + "Spine-ErrorOrWarningCode-1\"/><code value=\"" + code + "\"/></coding></details>"
                + "<diagnostics value=\"The NHS number does not conform to the NHS Number format: [9990548021].\"/>"
                + "</issue></OperationOutcome>";
    }
}
