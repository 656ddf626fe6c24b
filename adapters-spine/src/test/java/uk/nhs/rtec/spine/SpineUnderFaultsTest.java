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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
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
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidFindings;
import uk.nhs.rtec.application.covid.ExampleCovid;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.PatientTokens;
import uk.nhs.rtec.spine.access.SpineWarmUp;
import uk.nhs.rtec.spine.access.TestKeys;
import uk.nhs.rtec.spine.access.TokenExchangeApi;
import uk.nhs.rtec.spine.covid.FhirCovidExemptionSource;
import uk.nhs.rtec.spine.covid.MedicalExemptionsApi;
import uk.nhs.rtec.spine.eps.EpsPrescriptionTracker;
import uk.nhs.rtec.spine.eps.TrackerApi;
import uk.nhs.rtec.spine.eps.TrackerSettings;
import uk.nhs.rtec.spine.pds.CallRate;
import uk.nhs.rtec.spine.pds.PdsApi;
import uk.nhs.rtec.spine.pds.PdsPatientDemographics;
import uk.nhs.rtec.spine.pds.PdsSettings;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

/** The clients as the server makes them, with their fault tolerance and the settings that ship with them ({@link ShippedClientsTest}). */
@Timeout(60)
final class SpineUnderFaultsTest {

    private static final NhsNumber NUMBER = new NhsNumber("9990548021");
    private static final PrescriptionId PRESCRIPTION = new PrescriptionId("7A1C3E-A99968-0D4F2L");
    private static final SdsUserId PHARMACIST = new SdsUserId("555086689106");
    private static final Behaviour NOBODY = UpstreamStub.json(
            404,
            "application/fhir+json",
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"details\":{\"coding\":[{\"code\":\"RESOURCE_NOT_FOUND\"}]}}]}");
    private static final Behaviour SOMEBODY =
            UpstreamStub.json(200, "application/fhir+json", "{\"resourceType\":\"Patient\",\"id\":\"9990548021\"}");
    private static final Behaviour NO_PRESCRIPTION =
            UpstreamStub.json(200, "application/json", "{\"statusCode\":\"1\",\"prescription\":{}}");
    private static final Behaviour NO_EXEMPTION =
            UpstreamStub.json(200, "application/fhir+json", "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
    private static final Behaviour TOKEN = UpstreamStub.json(
            200, "application/json", "{\"access_token\":\"t\",\"expires_in\":\"599\",\"token_type\":\"Bearer\"}");

    /** What the use case waits for both upstreams by default. */
    private static final Duration BUDGET = Duration.ofMillis(1500);

    private final UpstreamStub pds = new UpstreamStub();
    private final UpstreamStub eps = new UpstreamStub();
    private final UpstreamStub oauth = new UpstreamStub();
    private final UpstreamStub covid = new UpstreamStub();
    private final ExecutorService callers = Executors.newFixedThreadPool(128);
    private final ExecutorService few = Executors.newFixedThreadPool(16);
    private final Map<String, String> settings = Map.of(
            "rtec.pds.url", pds.url("/personal-demographics/FHIR/R4").toString(),
            "rtec.eps.url", eps.url("").toString(),
            "rtec.covid.url", covid.url("/FHIR/R4").toString(),
            "rtec.oauth.url", oauth.url("/oauth2/token").toString());
    private SeContainer container;
    private PatientDemographics demographics;
    private PrescriptionTracker tracker;
    private CovidExemptionSource exemptions;

    @BeforeEach
    void start() {
        settings.forEach(System::setProperty);
        pds.always(NOBODY);
        eps.always(NO_PRESCRIPTION);
        oauth.always(TOKEN);
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new ConfigExtension(), new RestClientExtension(), new FaultToleranceExtension())
                .addBeanClasses(
                        PdsApi.class,
                        TrackerApi.class,
                        OauthApi.class,
                        TokenExchangeApi.class,
                        MedicalExemptionsApi.class)
                .initialize();
        OauthSettings application = new OauthSettings(
                oauth.url("/oauth2/token"), "a", "k", TestKeys.rsa().getPrivate());
        AccessTokens tokens = new AccessTokens(client(OauthApi.class), application, InstantSource.system());
        exemptions = new FhirCovidExemptionSource(
                client(MedicalExemptionsApi.class),
                tokens,
                new PatientTokens(client(TokenExchangeApi.class), application, InstantSource.system()),
                InstantSource.system());
        demographics = new PdsPatientDemographics(
                client(PdsApi.class),
                tokens,
                new PdsSettings(BUDGET),
                CallRate.perSecond(0).turnsOf(CallRate.Caller.CHECK),
                InstantSource.system());
        tracker = new EpsPrescriptionTracker(
                client(TrackerApi.class), new TrackerSettings(new Asid("200000002001"), "200000002002"));
        await().atMost(Duration.ofSeconds(30)).until(() -> new SpineWarmUp(demographics, tracker).bothAnswer());
    }

    @AfterEach
    void stop() {
        container.close();
        settings.keySet().forEach(System::clearProperty);
        callers.shutdownNow();
        few.shutdownNow();
        pds.close();
        eps.close();
        oauth.close();
        covid.close();
    }

    @Test
    void aFaultOfTheServersIsTriedOnceMoreUnderTheSameRequestId() {
        int before = pds.received().size();
        pds.once(UpstreamStub.empty(503));
        pds.always(SOMEBODY);

        assertThat(trace()).isInstanceOf(PatientTrace.Traced.class);
        assertThat(pds.received()).hasSize(before + 2);
        assertThat(pds.received().stream()
                        .skip(before)
                        .map(request -> request.headers().getFirst("X-Request-ID"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void whoHangsUpOnEveryCallIsCalledTwiceAndNotMore() {
        int before = pds.received().size();
        pds.always(UpstreamStub.hangsUp());

        assertThat(within(BUDGET, this::trace)).isEqualTo(new PatientTrace.NoAnswer(Silence.UNREACHABLE));
        assertThat(pds.received()).hasSize(before + 2);
    }

    @Test
    void aBodyThatBreaksOffIsTriedOnceMore() {
        int before = pds.received().size();
        pds.once(UpstreamStub.breaksOff("application/fhir+json", "{"));
        pds.always(SOMEBODY);

        assertThat(trace()).isInstanceOf(PatientTrace.Traced.class);
        assertThat(pds.received()).hasSize(before + 2);
    }

    static Stream<Arguments> everyWayToFail() {
        return Stream.of(
                Arguments.of("500", UpstreamStub.empty(500)),
                Arguments.of("502", UpstreamStub.json(502, "text/html", "<html></html>")),
                Arguments.of("hanging up", UpstreamStub.hangsUp()),
                Arguments.of("breaking off", UpstreamStub.breaksOff("application/fhir+json", "{")),
                Arguments.of("silence", UpstreamStub.silence()),
                Arguments.of("trickling", UpstreamStub.trickles("application/fhir+json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyWayToFail")
    void everyWayToFailOpensTheBreaker(String way, Behaviour behaviour) throws Exception {
        pds.always(behaviour);

        callers.invokeAll(Collections.nCopies(20, this::trace));

        assertThat(within(Duration.ofMillis(100), this::trace)).isEqualTo(new PatientTrace.NoAnswer(Silence.NOT_ASKED));
    }

    @Test
    void aSilenceIsTriedOnceMore() {
        pds.once(UpstreamStub.silence());
        pds.always(SOMEBODY);
        eps.once(UpstreamStub.silence());

        assertThat(trace()).isInstanceOf(PatientTrace.Traced.class);
        assertThat(find()).isEqualTo(new PrescriptionTrace.NotFound());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 408, 429, 302})
    void whatIsNotTheServersFaultIsNotTriedAgain(int status) {
        int before = pds.received().size();
        pds.always(UpstreamStub.empty(status));

        trace();

        assertThat(pds.received()).hasSize(before + 1);
    }

    @Test
    void refusalsNeverOpenTheBreaker() {
        pds.always(UpstreamStub.empty(429));
        IntStream.range(0, 40).forEach(call -> trace());
        pds.always(SOMEBODY);

        assertThat(trace()).isInstanceOf(PatientTrace.Traced.class);
    }

    @Test
    void whoeverIsSilentIsGivenUpWithinTheBudget() {
        pds.always(UpstreamStub.silence());
        eps.always(UpstreamStub.silence());

        assertThat(within(BUDGET, this::trace)).isEqualTo(new PatientTrace.NoAnswer(Silence.TIMED_OUT));
        assertThat(within(BUDGET, this::find)).isEqualTo(new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT));
    }

    @Test
    void whoeverTricklesIsGivenUpWithinTheBudget() {
        pds.always(UpstreamStub.trickles("application/fhir+json"));
        eps.always(UpstreamStub.trickles("application/json"));

        assertThat(within(BUDGET, this::trace)).isEqualTo(new PatientTrace.NoAnswer(Silence.TIMED_OUT));
        assertThat(within(BUDGET, this::find)).isEqualTo(new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT));
    }

    @Test
    void afterAnOutageTheNextGoodAnswerIsUsedWithinSecondsAndMeanwhileNobodyWaits() {
        pds.always(UpstreamStub.empty(500));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> trace().equals(new PatientTrace.NoAnswer(Silence.NOT_ASKED)));

        pds.always(SOMEBODY);

        await().atMost(Duration.ofSeconds(5)).until(() -> within(BUDGET, this::trace) instanceof PatientTrace.Traced);
    }

    @Test
    void theTrackersOutageOpensItsOwnBreakerOnly() {
        eps.always(UpstreamStub.hangsUp());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> find().equals(new PrescriptionTrace.NoAnswer(Silence.NOT_ASKED)));

        assertThat(trace()).isEqualTo(new PatientTrace.Untraced(PatientTrace.Untraced.Reason.UNKNOWN));
        eps.always(NO_PRESCRIPTION);
        await().atMost(Duration.ofSeconds(5)).until(() -> find().equals(new PrescriptionTrace.NotFound()));
    }

    @Test
    void aDeadTokenServiceIsSoonNotAskedAnyMore() {
        pds.always(UpstreamStub.empty(401));
        trace();
        oauth.always(UpstreamStub.silence());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> trace().equals(new PatientTrace.NoAnswer(Silence.NOT_ASKED)));

        oauth.always(TOKEN);
        pds.always(SOMEBODY);
        await().atMost(Duration.ofSeconds(5)).until(() -> trace() instanceof PatientTrace.Traced);
    }

    /** Half of all callers know within a tenth of a second, however many there are; the other half may meet a trial of the breaker's. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PDS", "the token service"})
    void sixtyFourCallersOfWhatIsDeadAreToldAtOnce(String dead) throws Exception {
        if (dead.equals("PDS")) {
            pds.always(UpstreamStub.silence());
        } else {
            pds.always(UpstreamStub.empty(401));
            oauth.always(UpstreamStub.silence());
        }
        callers.invokeAll(Collections.nCopies(64, this::trace));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> trace().equals(new PatientTrace.NoAnswer(Silence.NOT_ASKED)));

        List<Duration> times = new ArrayList<>();
        for (Future<Duration> time :
                callers.invokeAll(Collections.<Callable<Duration>>nCopies(64 * 20, this::timeOfATrace))) {
            times.add(time.get());
        }

        Collections.sort(times);
        assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(100));
        assertThat(times.get(times.size() - 1)).isLessThan(BUDGET);
    }

    private Duration timeOfATrace() {
        long start = System.nanoTime();
        trace();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void nothingThatIsLoggedSaysAnythingAboutThePatient() {
        List<String> logged;
        try (Logged log = new Logged(Level.INFO)) {
            for (Behaviour behaviour : List.of(
                    UpstreamStub.empty(500),
                    UpstreamStub.hangsUp(),
                    UpstreamStub.silence(),
                    UpstreamStub.breaksOff("application/json", "{\"id\":\"9990548021\""),
                    UpstreamStub.json(200, "application/json", "{\"id\":\"9990548021\""),
                    UpstreamStub.json(200, "9990548021", "{}"),
                    UpstreamStub.json(302, "text/html", ""))) {
                pds.always(behaviour);
                eps.always(behaviour);
                covid.always(behaviour);
                trace();
                find();
                exemptions();
                exemptionsOfPatient();
            }
            logged = log.lines();
        }

        assertThat(logged).isNotEmpty();
        assertThat(logged).allSatisfy(line -> assertThat(line)
                .doesNotContain(NUMBER.inTheClear())
                .doesNotContain(PRESCRIPTION.inTheClear())
                .doesNotContain("an.id.token"));
    }

    @Test
    void sixtyFourCallersAreServedAtOnce() throws Exception {
        pds.always(UpstreamStub.late(100, SOMEBODY));
        eps.always(UpstreamStub.late(100, NO_PRESCRIPTION));
        List<Callable<Object>> calls = IntStream.range(0, 64)
                .boxed()
                .flatMap(caller -> List.<Callable<Object>>of(this::trace, this::find).stream())
                .toList();

        List<Future<Object>> answers = callers.invokeAll(calls);

        PatientTrace somebody = trace();
        for (Future<Object> answer : answers) {
            assertThat(answer.get()).isIn(somebody, new PrescriptionTrace.NotFound());
        }
    }

    @Test
    void hundredsOfHalfReadAnswersLeaveNoConnectionBehind() throws Exception {
        pds.always(UpstreamStub.bytes(200, "application/fhir+json", new byte[1100 * 1024]));
        List<Callable<PatientTrace>> calls = IntStream.range(0, 400)
                .mapToObj(call -> (Callable<PatientTrace>) this::trace)
                .toList();
        for (Future<PatientTrace> answer : few.invokeAll(calls)) {
            assertThat(answer.get()).isEqualTo(new PatientTrace.NoAnswer(Silence.UNREADABLE));
        }
        pds.always(SOMEBODY);

        assertThat(trace()).isInstanceOf(PatientTrace.Traced.class);
    }

    /** A service that has no such upstream has no URL for it. */
    @Test
    void anUpstreamWithoutAUrlKeepsNobodyFromStarting() {
        container.close();
        System.clearProperty("rtec.covid.url");

        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new ConfigExtension(), new RestClientExtension(), new FaultToleranceExtension())
                .addBeanClasses(PdsApi.class, MedicalExemptionsApi.class)
                .initialize();

        assertThat(client(PdsApi.class)).isNotNull();
        assertThat(client(MedicalExemptionsApi.class)).isNotNull();
    }

    @Test
    void theWarmUpSaysWhenAnUpstreamDidNotAnswer() {
        SpineWarmUp warmUp = new SpineWarmUp(demographics, tracker);
        assertThat(warmUp.bothAnswer()).isTrue();
        eps.always(UpstreamStub.empty(500));
        assertThat(warmUp.bothAnswer()).isFalse();
        eps.always(NO_PRESCRIPTION);
        pds.always(UpstreamStub.empty(500));
        assertThat(warmUp.bothAnswer()).isFalse();
    }

    @Test
    void aFaultOfTheSourceOfExemptionsIsTriedOnceMoreUnderTheSameRequestId() {
        covid.once(UpstreamStub.empty(503));
        covid.always(NO_EXEMPTION);

        assertThat(exemptions()).isEqualTo(new CovidFindings.Held(List.of()));
        assertThat(covid.received().stream()
                        .map(request -> request.headers().getFirst("X-Request-ID"))
                        .distinct())
                .hasSize(1);
        assertThat(covid.received()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyWayToFail")
    void everyWayToFailOpensTheBreakerOfTheExemptionsAndNoneSaysThatThereAreNone(String way, Behaviour behaviour)
            throws Exception {
        covid.always(behaviour);

        for (Future<CovidFindings> answer :
                callers.invokeAll(Collections.nCopies(20, (Callable<CovidFindings>) this::exemptions))) {
            assertThat(answer.get()).isInstanceOf(CovidFindings.NoAnswer.class);
        }
        assertThat(within(Duration.ofMillis(100), this::exemptions))
                .isEqualTo(new CovidFindings.NoAnswer(Silence.NOT_ASKED));

        covid.always(NO_EXEMPTION);
        await().atMost(Duration.ofSeconds(5)).until(() -> exemptions() instanceof CovidFindings.Held);
    }

    @Test
    void asManyTokensAsPatientsAreAskedForAtOnceAndChecksKeepTheirs() throws Exception {
        covid.always(NO_EXEMPTION);
        oauth.always(UpstreamStub.late(100, TOKEN));

        for (Future<CovidFindings> answer :
                callers.invokeAll(Collections.nCopies(32, (Callable<CovidFindings>) this::exemptionsOfPatient))) {
            assertThat(answer.get()).isEqualTo(new CovidFindings.Held(List.of()));
        }
    }

    @Test
    void patientsWhoGetNoTokenCostTheChecksNothing() {
        oauth.always(UpstreamStub.empty(500));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> exemptionsOfPatient().equals(new CovidFindings.NoAnswer(Silence.NOT_ASKED)));

        assertThat(trace()).isEqualTo(new PatientTrace.Untraced(PatientTrace.Untraced.Reason.UNKNOWN));
        assertThat(covid.received()).isEmpty();
    }

    @Test
    void whoeverIsSilentAboutExemptionsIsGivenUpWithinTheBudget() {
        covid.always(UpstreamStub.silence());

        assertThat(within(BUDGET, this::exemptions)).isEqualTo(new CovidFindings.NoAnswer(Silence.TIMED_OUT));
        assertThat(within(BUDGET, this::exemptionsOfPatient)).isEqualTo(new CovidFindings.NoAnswer(Silence.TIMED_OUT));
    }

    private CovidFindings exemptions() {
        return exemptions.currentOf(NUMBER, ExampleCovid.BY_APP, Instant.EPOCH);
    }

    private CovidFindings exemptionsOfPatient() {
        return exemptions.currentOf(NUMBER, ExampleCovid.byPatient(NUMBER), Instant.EPOCH);
    }

    private PatientTrace trace() {
        return demographics.trace(NUMBER);
    }

    private PrescriptionTrace find() {
        return tracker.find(PRESCRIPTION, PHARMACIST);
    }

    private <T> T client(Class<T> api) {
        return container.select(api, RestClient.LITERAL).get();
    }

    private static <T> T within(Duration budget, Supplier<T> call) {
        long start = System.nanoTime();
        T answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(budget);
        return answer;
    }
}
