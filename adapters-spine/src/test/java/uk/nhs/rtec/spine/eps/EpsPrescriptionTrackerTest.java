package uk.nhs.rtec.spine.eps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.application.check.PrescriptionTrackerContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.Found;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NotFound;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

@Timeout(20)
final class EpsPrescriptionTrackerTest implements PrescriptionTrackerContract {

    private static final String JSON = "application/json; charset=UTF-8";
    private static final TrackedPrescription WITH_DISPENSER =
            new TrackedPrescription(PATIENT, PrescriptionState.WITH_DISPENSER, PrescriptionOrigin.ENGLISH_NHS);

    private final Map<String, Behaviour> known = new ConcurrentHashMap<>();
    private UpstreamStub stub;
    private EpsPrescriptionTracker tracker;

    @BeforeEach
    void start() {
        stub = new UpstreamStub();
        stub.always((exchange, closing) -> known.getOrDefault(
                        exchange.getRequestURI().getPath(), UpstreamStub.json(200, JSON, error("1", "Not found")))
                .serve(exchange, closing));
        tracker = over(Clients.client(TrackerApi.class, stub.url("/spine")));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Override
    public PrescriptionTracker tracker() {
        return tracker;
    }

    @Override
    public void tracks(PrescriptionId id, TrackedPrescription prescription) {
        knows(id, success(id, prescription));
    }

    @Override
    public void losesIssue(PrescriptionId id) {
        knows(id, success(id, WITH_DISPENSER).replace("\"statusCode\":\"0\"", "\"statusCode\":\"3\""));
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> stub.always(UpstreamStub.silence());
            case UNREACHABLE -> stub.always(UpstreamStub.hangsUp());
            case REFUSED -> stub.always(UpstreamStub.empty(503));
            case UNREADABLE -> stub.always(UpstreamStub.json(200, "text/html", "<html></html>"));
            case NOT_ASKED ->
                tracker = over((id, format, asid, user, role, trace) -> {
                    throw new CircuitBreakerOpenException();
                });
        }
    }

    static Stream<Arguments> whatCannotBeRead() {
        String good = success(PRESCRIPTION, WITH_DISPENSER);
        return Stream.of(
                Arguments.of("a page", UpstreamStub.json(200, "text/html", "<html></html>")),
                Arguments.of("the right body of the wrong kind", UpstreamStub.json(200, "text/plain", good)),
                Arguments.of("no kind", UpstreamStub.untyped(200, good)),
                Arguments.of("no body", UpstreamStub.empty(200)),
                Arguments.of("cut off", UpstreamStub.json(200, JSON, good.substring(0, good.length() / 2))),
                Arguments.of("ten megabytes", UpstreamStub.bytes(200, JSON, new byte[10 << 20])),
                Arguments.of("no status code", UpstreamStub.json(200, JSON, "{\"prescription\":{}}")),
                Arguments.of("a payload that is a list", payload("[]")),
                Arguments.of("a payload that is a text", payload("\"\"")),
                Arguments.of("no id", UpstreamStub.json(200, JSON, good.replace("prescriptionId", "id"))),
                Arguments.of(
                        "another's id",
                        UpstreamStub.json(200, JSON, good.replace("7A1C3E-A99968-0D4F2L", "C0FFEE-A99968-11111J"))),
                Arguments.of(
                        "an id cut short by two",
                        UpstreamStub.json(200, JSON, good.replace("7A1C3E-A99968-0D4F2L", "7A1C3E-A99968-0D4F"))),
                Arguments.of("no patient", UpstreamStub.json(200, JSON, good.replace("patientNhsNumber", "patient"))),
                Arguments.of(
                        "a patient that is none", UpstreamStub.json(200, JSON, good.replace("9990000018", "False"))),
                Arguments.of(
                        "a patient with a wrong check digit",
                        UpstreamStub.json(200, JSON, good.replace("9990000018", "6101231234"))),
                Arguments.of("no issue", UpstreamStub.json(200, JSON, good.replace("\"issue\"", "\"issues\""))),
                Arguments.of(
                        "a state that is none", UpstreamStub.json(200, JSON, good.replace("\"0002\"", "\"0010\""))),
                Arguments.of(
                        "a state that is a null", UpstreamStub.json(200, JSON, good.replace("\"0002\"", "\"False\""))),
                Arguments.of("a state that is a number", UpstreamStub.json(200, JSON, good.replace("\"0002\"", "2"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatCannotBeRead(String what, Behaviour behaviour) {
        stub.always(behaviour);

        assertThat(find()).isEqualTo(new NoAnswer(Silence.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"statusCode\":\"0\"}", "{\"statusCode\":\"0\",\"prescription\":null}"})
    void aPayloadThatIsMissingIsAnEmptyOne(String body) {
        knows(PRESCRIPTION, body);

        assertThat(find()).isEqualTo(new NotFound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7A1C3E-A99968-0D4F2", "7a1c3e-a99968-0d4f2l", "7a1c3e-a99968-0d4f2", " 7A1C3E-A99968-0D4F2L "})
    void theAnsweredIdMayLackItsCheckCharacterAndItsCapitals(String answered) {
        knows(PRESCRIPTION, success(PRESCRIPTION, WITH_DISPENSER).replace("7A1C3E-A99968-0D4F2L", answered));

        assertThat(find()).isEqualTo(new Found(WITH_DISPENSER));
    }

    @Test
    void aPrescriptionWithoutATypeIsAnEnglishOne() {
        knows(PRESCRIPTION, success(PRESCRIPTION, WITH_DISPENSER).replace("prescriptionTypeCode", "code"));

        assertThat(find()).isEqualTo(new Found(WITH_DISPENSER));
    }

    @Test
    void theRequestIsWhatTheTrackerDocuments() {
        find();

        UpstreamStub.Received request = stub.received().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/spine/mm/prescriptions/7A1C3E-A99968-0D4F2L?format=trace");
        assertThat(request.headers().get("Accept")).containsExactly("application/json");
        assertThat(request.headers().get("Spine-From-Asid")).containsExactly("200000002001");
        assertThat(request.headers().get("Spine-UserId")).containsExactly("555086689106");
        assertThat(request.headers().get("Spine-RoleProfileId")).containsExactly("200000002002");
        assertThat(request.headers().get("Eps-TraceId"))
                .singleElement()
                .asString()
                .matches("[A-Za-z0-9-]{1,30}");
    }

    @Test
    void thePlusOfAnIdIsEncoded() {
        tracker.find(ANOTHER, PHARMACIST);

        assertThat(stub.received().get(0).target())
                .isEqualTo("/spine/mm/prescriptions/A3B4D9-Z42475-11E6B%2B?format=trace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "55508668910", "5550866891066"})
    void aUserIdThatTheTrackerWouldRefuseIsNotSent(String userId) {
        tracker.find(PRESCRIPTION, new SdsUserId(userId));

        assertThat(stub.received().get(0).headers()).doesNotContainKey("Spine-userid");
    }

    @Test
    void everyCallHasATraceIdOfItsOwn() {
        find();
        find();

        assertThat(stub.received().stream().map(request -> request.headers().getFirst("Eps-TraceId")))
                .doesNotHaveDuplicates();
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        tracker = over(Clients.client(TrackerApi.class, Clients.nobodyListens()));

        assertThat(find()).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    void aBodyThatBreaksOffIsAConnectionThatBroke() {
        stub.always(UpstreamStub.breaksOff(JSON, "{\"statusCode\":"));

        assertThat(find()).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    @Timeout(value = 2000, unit = TimeUnit.MILLISECONDS)
    void aBodyThatTricklesInIsGivenUp() {
        stub.always(UpstreamStub.trickles(JSON));

        assertThat(find()).isEqualTo(new NoAnswer(Silence.TIMED_OUT));
    }

    private PrescriptionTrace find() {
        return tracker.find(PRESCRIPTION, PHARMACIST);
    }

    private void knows(PrescriptionId id, String body) {
        known.put("/spine/mm/prescriptions/" + id.inTheClear(), UpstreamStub.json(200, JSON, body));
    }

    private static EpsPrescriptionTracker over(TrackerApi api) {
        return new EpsPrescriptionTracker(api, new TrackerSettings(new Asid("200000002001"), "200000002002"));
    }

    private static Behaviour payload(String prescription) {
        return UpstreamStub.json(200, JSON, "{\"statusCode\":\"0\",\"prescription\":" + prescription + "}");
    }

    private static String error(String code, String reason) {
        return "{\"reason\":\"%s\",\"version\":\"1.0\",\"prescription\":{},\"statusCode\":\"%s\"}"
                .formatted(reason, code);
    }

    /** The fields that matter among some that do not, in the tracker's own manner: every leaf a string. */
    private static String success(PrescriptionId id, TrackedPrescription prescription) {
        String type =
                switch (prescription.origin()) {
                    case ENGLISH_NHS -> "0101";
                    case PRIVATE -> "0009";
                    case WELSH -> "0201";
                    case ISLE_OF_MAN -> "0501";
                };
        return """
                {"reason":"","version":"1","statusCode":"0","prescription":{
                  "prescriptionId":"%s","patientNhsNumber":"%s",
                  "prescriptionType":{"prescriptionTypeText":"PRIMARY CARE PRESCRIBER","prescriptionTypeCode":"%s"},
                  "prescriptionTreatmentType":{"prescriptionTreatmentTypeText":"Acute Prescription","prescriptionTreatmentTypeCode":"0001"},
                  "signingDate":"20260202091500","pendingCancellations":"False","nominatedDispenserODS":"False",
                  "issue":{"issueNumber":"1","prescriptionStatus":{"statusText":"Any text","statusCode":"%s"},
                    "lastDispenseDate":"False","lineItems":{"1":{"id":"0C4D8A52","status":{"statusText":"Any","statusCode":"0008"}}}}}}
                """.formatted(
                        id.inTheClear(),
                        prescription.patient().inTheClear(),
                        type,
                        prescription.state().code())
                .replace("\n", "");
    }
}
