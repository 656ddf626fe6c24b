package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PatientDemographicsContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

@Timeout(20)
final class PdsPatientDemographicsTest extends PdsStory implements PatientDemographicsContract {

    @Override
    public PatientDemographics demographics() {
        return demographics;
    }

    @Override
    public void records(PatientRecord person) {
        answers(person.nhsNumber(), person);
    }

    @Override
    public void supersedes(NhsNumber superseded, PatientRecord survivor) {
        records(survivor);
        answers(superseded, survivor);
    }

    @Override
    public void invalidates(NhsNumber number) {
        pds.always(UpstreamStub.json(404, FHIR, outcome("INVALIDATED_RESOURCE", "processing")));
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> pds.always(UpstreamStub.silence());
            case UNREACHABLE -> pds.always(UpstreamStub.hangsUp());
            case REFUSED -> pds.always(UpstreamStub.json(503, "application/json", outcome("UNKNOWN_ERROR", "unknown")));
            case UNREADABLE -> pds.always(UpstreamStub.json(200, "text/html", "<html></html>"));
            case NOT_ASKED ->
                demographics = over((number, authorization, requestId) -> {
                    throw new CircuitBreakerOpenException();
                });
        }
    }

    static Stream<Arguments> whatCannotBeRead() {
        return Stream.of(
                Arguments.of("a page", UpstreamStub.json(200, "text/html", "<html></html>")),
                Arguments.of("the right body of the wrong kind", UpstreamStub.json(200, "text/plain", patient(""))),
                Arguments.of("a kind that is none", UpstreamStub.json(200, "fhir", patient(""))),
                Arguments.of("no kind at all", UpstreamStub.untyped(200, patient(""))),
                Arguments.of("no body", UpstreamStub.json(200, FHIR, "")),
                Arguments.of("no body and no kind", UpstreamStub.empty(200)),
                Arguments.of("cut off", UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\",\"id\":\"99905")),
                Arguments.of("an array", UpstreamStub.json(200, FHIR, "[" + patient("") + "]")),
                Arguments.of("text after it", UpstreamStub.json(200, FHIR, patient("") + "{}")),
                Arguments.of(
                        "not UTF-8", UpstreamStub.bytes(200, FHIR, patient("").getBytes(StandardCharsets.UTF_16))),
                Arguments.of("too deep", UpstreamStub.json(200, FHIR, "{\"a\":" + "[".repeat(100_000))),
                Arguments.of("ten megabytes", UpstreamStub.bytes(200, FHIR, tenMegabytes())),
                Arguments.of("no type", UpstreamStub.json(200, FHIR, "{\"id\":\"9990548021\"}")),
                Arguments.of(
                        "another type",
                        UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Bundle\",\"id\":\"9990548021\"}")),
                Arguments.of("no id", UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\"}")),
                Arguments.of(
                        "an id that is a number",
                        UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\",\"id\":9990548021}")),
                Arguments.of(
                        "an id with a wrong check digit",
                        UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\",\"id\":\"9990548022\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatCannotBeRead(String what, Behaviour behaviour) {
        pds.always(behaviour);

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREADABLE));
    }

    @Test
    void aBodyThatBreaksOffIsAConnectionThatBroke() {
        pds.always(UpstreamStub.breaksOff(FHIR, patient("")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        demographics = over(Clients.client(PdsApi.class, Clients.nobodyListens()));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    void aHostThatNobodyKnowsIsNotReached() {
        demographics = over(Clients.client(PdsApi.class, URI.create("http://pds.invalid/")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    @Timeout(value = 2000, unit = TimeUnit.MILLISECONDS)
    void aBodyThatTricklesInIsGivenUp() {
        pds.always(UpstreamStub.trickles(FHIR));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.TIMED_OUT));
    }

    static Stream<Arguments> whatFaultToleranceThrows() {
        return Stream.of(
                Arguments.of(new CircuitBreakerOpenException(), Silence.NOT_ASKED),
                Arguments.of(new BulkheadException(), Silence.NOT_ASKED),
                Arguments.of(new TimeoutException(), Silence.TIMED_OUT),
                Arguments.of(new IllegalStateException("anything else"), Silence.UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource
    void whatFaultToleranceThrows(RuntimeException thrown, Silence silence) {
        demographics = over((number, authorization, requestId) -> {
            throw thrown;
        });

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(silence));
    }

    private static byte[] tenMegabytes() {
        byte[] body = new byte[10 << 20];
        Arrays.fill(body, (byte) ' ');
        return body;
    }
}
