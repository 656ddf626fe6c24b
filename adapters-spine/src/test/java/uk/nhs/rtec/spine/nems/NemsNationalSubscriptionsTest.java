package uk.nhs.rtec.spine.nems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.event.NationalSubscriptions;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.Absent;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.Subscribed;
import uk.nhs.rtec.application.event.NationalSubscriptionsContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Received;

@Timeout(20)
final class NemsNationalSubscriptionsTest implements NationalSubscriptionsContract {

    private static final Instant NOW = Instant.parse("2026-02-03T09:15:27.480Z");
    private static final SubscriptionId ID = new SubscriptionId("3f0c1b7e9a2d4c56b1e0aa55d2c97f10");

    private final Map<String, String> named = new HashMap<>(Map.of(
            "rtec.nems.url", "https://clinicals.example.nhs.uk/STU3",
            "rtec.nems.asid", "200000001450",
            "rtec.nems.organisation", "T1450",
            "rtec.nems.issuer", "https://exemptions.example.nhs.uk",
            "rtec.mesh.mailbox", "T1450OT001"));

    private Instant now = NOW;
    private NemsStub nems;
    private NemsNationalSubscriptions subscriptions;

    @BeforeEach
    void start() {
        nems = new NemsStub();
        subscriptions = over(Clients.client(SubscriptionApi.class, nems.url()));
    }

    @AfterEach
    void stop() {
        nems.close();
    }

    private NemsNationalSubscriptions over(SubscriptionApi api) {
        return new NemsNationalSubscriptions(
                api, NemsSettings.read(name -> Optional.ofNullable(named.get(name))), () -> now);
    }

    @Override
    public NationalSubscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public void keepsNamesToItself() {
        nems.keepNames();
    }

    @Override
    public void reachesItsEnd(SubscriptionId id) {
        nems.end(id.value());
    }

    @Override
    public void refuses(String code) {
        nems.refuse(code);
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> nems.always(UpstreamStub.silence());
            case UNREACHABLE -> nems.always(UpstreamStub.hangsUp());
            case REFUSED -> nems.always(UpstreamStub.empty(503));
            case UNREADABLE -> nems.always(UpstreamStub.json(200, "text/html", "<html></html>"));
            case NOT_ASKED -> subscriptions = over(new Open());
        }
    }

    /** An API whose breaker is open. */
    private static final class Open implements SubscriptionApi {

        @Override
        public Response create(String from, String to, String authorization, String mime, byte[] subscription) {
            throw new CircuitBreakerOpenException();
        }

        @Override
        public Response read(String id, String from, String to, String authorization, String mime) {
            throw new CircuitBreakerOpenException();
        }

        @Override
        public Response delete(String id, String from, String to, String authorization, String mime) {
            throw new CircuitBreakerOpenException();
        }
    }

    /** In the order of the schema, and the criteria in the order of the test bench. */
    @Test
    void aSubscriptionIsSentByteForByte() {
        named.put("rtec.nems.reason", "Who has <died> & \"moved\"");
        named.put("rtec.nems.tag", "exemption,1|a");
        subscriptions = over(Clients.client(SubscriptionApi.class, nems.url()));

        subscriptions.subscribe(PATIENT, END);

        assertThat(nems.last().body())
                .isEqualTo("<Subscription xmlns=\"http://hl7.org/fhir\">"
                        + "<meta><profile value=\"https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1\"/></meta>"
                        + "<status value=\"requested\"/>"
                        + "<contact><system value=\"url\"/>"
                        + "<value value=\"https://directory.spineservices.nhs.uk/STU3/Organization/T1450\"/>"
                        + "<use value=\"work\"/></contact>"
                        + "<end value=\"2028-03-31T22:59:59+00:00\"/>"
                        + "<reason value=\"Who has &lt;died&gt; &amp; &quot;moved&quot;\"/>"
                        + "<criteria value=\"/Bundle?type=message"
                        + "&amp;Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000018"
                        + "&amp;MessageHeader.event=pds-death-notification-1"
                        + "&amp;MessageHeader.event=pds-change-of-address-1"
                        + "&amp;MessageHeader.event=pds-record-change-1"
                        + "&amp;tag=exemption,1|a\"/>"
                        + "<channel><type value=\"message\"/><endpoint value=\"T1450OT001\"/></channel>"
                        + "</Subscription>");
    }

    @Test
    void asJsonItIsTheSame() {
        named.put("rtec.nems.mime", "application/fhir+json");
        named.put("rtec.nems.events", "pds-death-notification-1");
        subscriptions = over(Clients.client(SubscriptionApi.class, nems.url()));
        nems.always(created("/STU3/Subscription/" + ID.value()));

        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(new Subscribed(ID));
        assertThat(nems.last().headers().get("Content-Type")).containsExactly("application/fhir+json");
        assertThat(nems.last().headers().get("Accept")).containsExactly("application/fhir+json");
        assertThat(nems.last().body())
                .isEqualTo("{\"resourceType\":\"Subscription\","
                        + "\"meta\":{\"profile\":[\"https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1\"]},"
                        + "\"status\":\"requested\",\"contact\":[{\"system\":\"url\","
                        + "\"value\":\"https://directory.spineservices.nhs.uk/STU3/Organization/T1450\",\"use\":\"work\"}],"
                        + "\"end\":\"2028-03-31T22:59:59+00:00\","
                        + "\"reason\":\"Keeps the register of prescription charge exemptions up to date\","
                        + "\"criteria\":\"/Bundle?type=message&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000018"
                        + "&MessageHeader.event=pds-death-notification-1\","
                        + "\"channel\":{\"type\":\"message\",\"endpoint\":\"T1450OT001\"}}");
    }

    @Test
    void theHeadersOfACreate() {
        subscriptions.subscribe(PATIENT, END);

        Received request = nems.last();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/spine-sandbox/STU3/Subscription");
        assertThat(request.headers().get("InteractionID"))
                .containsExactly("urn:nhs:names:services:clinicals-sync:SubscriptionsApiPost");
        assertThat(request.headers().get("Content-Type")).containsExactly("application/xml+fhir;charset=utf-8");
        assertThat(request.headers().get("Accept")).containsExactly("application/xml+fhir;charset=utf-8");
        assertThat(request.headers().containsKey("X-Chosen-Mime")).isFalse();
        assertThat(scopeOf(request)).isEqualTo("patient/Subscription.write");
        areOurs(request);
    }

    @Test
    void theHeadersOfARead() {
        subscriptions.look(ID);

        Received request = nems.last();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/spine-sandbox/STU3/Subscription/" + ID.value());
        assertThat(request.headers().get("InteractionID"))
                .containsExactly("urn:nhs:names:services:clinicals-sync:SubscriptionsApiGet");
        assertThat(request.headers().get("Accept")).containsExactly("application/xml+fhir;charset=utf-8");
        assertThat(scopeOf(request)).isEqualTo("patient/Subscription.read");
        areOurs(request);
    }

    @Test
    void theHeadersOfADelete() {
        subscriptions.unsubscribe(ID);

        Received request = nems.last();
        assertThat(request.method()).isEqualTo("DELETE");
        assertThat(request.target()).isEqualTo("/spine-sandbox/STU3/Subscription/" + ID.value());
        assertThat(request.headers().get("InteractionID"))
                .containsExactly("urn:nhs:names:services:clinicals-sync:SubscriptionsApiDelete");
        assertThat(scopeOf(request)).isEqualTo("patient/Subscription.write");
        areOurs(request);
    }

    private static void areOurs(Received request) {
        assertThat(request.headers().get("fromASID")).containsExactly("200000001450");
        assertThat(request.headers().get("toASID")).containsExactly("200000000306");
        assertThat(request.headers().get("Authorization")).singleElement().satisfies(header -> assertThat(header)
                .matches("Bearer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\."));
    }

    @Test
    void theTokenSaysEverythingThatNemsAsksAndNothingElse() {
        subscriptions.subscribe(PATIENT, END);

        assertThat(part(nems.last(), 0)).isEqualTo(object("{\"alg\":\"none\",\"typ\":\"JWT\"}"));
        assertThat(part(nems.last(), 1)).isEqualTo(object("""
                {"iss":"https://exemptions.example.nhs.uk",
                "sub":"https://fhir.nhs.uk/Id/accredited-system|200000001450",
                "aud":"https://clinicals.example.nhs.uk",
                "iat":1770110127,"exp":1770110427,
                "reason_for_request":"directcare",
                "scope":"patient/Subscription.write",
                "requesting_system":"https://fhir.nhs.uk/Id/accredited-system|200000001450",
                "requesting_organization":"https://fhir.nhs.uk/Id/ods-organization-code|T1450",
                "requesting_organisation":"https://fhir.nhs.uk/Id/ods-organization-code|T1450"}"""));
    }

    @Test
    void whenAPersonAsksTheSubjectIsThePerson() {
        named.put("rtec.nems.role-profile", "200000002002");
        subscriptions = over(Clients.client(SubscriptionApi.class, nems.url()));

        subscriptions.look(ID);

        assertThat(part(nems.last(), 1).getString("sub"))
                .isEqualTo("https://fhir.nhs.uk/Id/sds-role-profile-id|200000002002");
        assertThat(part(nems.last(), 1).getString("requesting_user"))
                .isEqualTo("https://fhir.nhs.uk/Id/sds-role-profile-id|200000002002");
    }

    @Test
    void theTokenNamesThePatientWhereThatIsWantedAndThereIsOne() {
        named.put("rtec.nems.names-patient", "true");
        subscriptions = over(Clients.client(SubscriptionApi.class, nems.url()));

        subscriptions.subscribe(PATIENT, END);
        subscriptions.look(ID);

        assertThat(part(nems.received().get(0), 1).getString("requesting_patient"))
                .isEqualTo("http://fhir.nhs.net/Id/nhs-number|9990000018");
        assertThat(part(nems.last(), 1).containsKey("requesting_patient")).isFalse();
    }

    @Test
    void everyRequestHasATokenOfItsOwnMoment() {
        subscriptions.look(ID);
        now = NOW.plusSeconds(7);
        subscriptions.look(ID);

        assertThat(part(nems.last(), 1).getInt("iat")).isEqualTo(1770110134);
        assertThat(part(nems.last(), 1).getInt("exp")).isEqualTo(1770110434);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoAsksForAPauseIsLeftAloneForItsTime(int status) {
        nems.once((exchange, closing) -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            UpstreamStub.empty(status).serve(exchange, closing);
        });

        assertThat(subscriptions.look(ID)).isEqualTo(new NoAnswer(Silence.REFUSED));
        now = NOW.plusSeconds(59);
        assertThat(subscriptions.look(ID)).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        assertThat(nems.received()).hasSize(1);
        now = NOW.plusSeconds(60);
        assertThat(subscriptions.look(ID)).isEqualTo(new Absent());
    }

    @Test
    void noPauseIsLongerThanAFewMinutes() {
        nems.once((exchange, closing) -> {
            exchange.getResponseHeaders().set("Retry-After", "86400");
            UpstreamStub.empty(503).serve(exchange, closing);
        });
        subscriptions.look(ID);
        now = NOW.plus(Duration.ofMinutes(5));

        assertThat(subscriptions.look(ID)).isEqualTo(new Absent());
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        subscriptions = over(Clients.client(SubscriptionApi.class, Clients.nobodyListens()));

        assertThat(subscriptions.subscribe(PATIENT, END)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    void everybodyOfAnAreaIsSubscribedToEventByEvent() {
        named.put("rtec.nems.events", "pds-death-notification-1, pds-record-change-1");
        named.put("rtec.nems.tag", "england");
        NemsGenericSubscriptions generic = new NemsGenericSubscriptions(
                Clients.client(SubscriptionApi.class, nems.url()),
                NemsSettings.read(name -> Optional.ofNullable(named.get(name))),
                () -> now);

        assertThat(generic.subscribe(END)).containsOnlyKeys(EventKind.DEATH, EventKind.RECORD_CHANGE);
        assertThat(nems.received().stream().map(Received::body).map(NemsNationalSubscriptionsTest::criteria))
                .containsExactly(
                        "/Bundle?type=message&amp;MessageHeader.event=pds-death-notification-1"
                                + "&amp;subscriptionRuleType=COUNTRYCODE&amp;Organization.identifier=E92000001&amp;tag=england",
                        "/Bundle?type=message&amp;MessageHeader.event=pds-record-change-1"
                                + "&amp;subscriptionRuleType=COUNTRYCODE&amp;Organization.identifier=E92000001&amp;tag=england");
    }

    @Test
    void nothingOfAPatientPrintsItself() {
        assertThat(Criteria.explicit(PATIENT, List.of(EventKind.DEATH), Optional.empty())
                        .toString())
                .doesNotContain("9990000018");
    }

    private static String criteria(String body) {
        return body.replaceAll(".*<criteria value=\"([^\"]*)\".*", "$1");
    }

    static UpstreamStub.Behaviour created(String location) {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Location", location);
            UpstreamStub.empty(201).serve(exchange, closing);
        };
    }

    private static String scopeOf(Received request) {
        return part(request, 1).getString("scope");
    }

    private static JsonObject part(Received request, int index) {
        String token = request.headers().getFirst("Authorization").substring("Bearer ".length());
        return object(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8));
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
