package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.check.PatientDemographicsContract.IMOGEN;
import static uk.nhs.rtec.application.check.PatientDemographicsContract.IMOGENS;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

/** What is sent to PDS, with which token, and how often. */
@Timeout(20)
final class PdsCallsTest extends PdsStory {

    private static final String UUID_SHAPE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    @Test
    void theRequestIsWhatPdsDocuments() {
        demographics.trace(IMOGENS);

        UpstreamStub.Received request = pds.received().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/personal-demographics/FHIR/R4/Patient/9990548021");
        assertThat(request.headers().get("Accept")).containsExactly(FHIR);
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer token-1");
        assertThat(request.headers().get("X-Request-ID"))
                .singleElement()
                .asString()
                .matches(UUID_SHAPE);
    }

    @Test
    void everyTraceHasARequestIdOfItsOwn() {
        demographics.trace(IMOGENS);
        demographics.trace(IMOGENS);

        assertThat(pds.received().stream().map(request -> request.headers().getFirst("X-Request-ID")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aTokenThatWasRefusedIsReplacedAndTheCallMadeOnceMoreUnderTheSameRequestId() {
        pds.once(UpstreamStub.json(401, "application/json", outcome("ACCESS_DENIED", "forbidden")));
        answers(IMOGENS, IMOGEN);
        oauth.once(token("token-0"));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
        assertThat(pds.received().stream().map(request -> request.headers().getFirst("Authorization")))
                .containsExactly("Bearer token-0", "Bearer token-1");
        assertThat(pds.received().stream()
                        .map(request -> request.headers().getFirst("X-Request-ID"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aSecondRefusalIsTheEndAndTheNextTraceFetchesANewToken() {
        pds.always(UpstreamStub.json(401, "application/json", outcome("ACCESS_DENIED", "forbidden")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).hasSize(2);
        assertThat(oauth.received()).hasSize(2);

        answers(IMOGENS, IMOGEN);
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
        assertThat(oauth.received()).hasSize(3);
    }

    @Test
    void whoHasNoTurnInTimeIsToldAtOnceAndPdsIsNotAsked() {
        atARateOf(1);

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        assertThat(pds.received()).hasSize(1);
    }

    @Test
    void aRepeatAfterAFaultIsACallLikeAnyOther() {
        atARateOf(1);
        pds.always(UpstreamStub.json(503, "application/json", outcome("SERVICE_UNAVAILABLE", "timeout")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).hasSize(1);
    }

    @Test
    void aRepeatWithANewTokenIsACallLikeAnyOther() {
        atARateOf(1);
        pds.always(UpstreamStub.json(401, "application/json", outcome("ACCESS_DENIED", "forbidden")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).hasSize(1);
    }

    @Test
    void withoutATokenNoTurnIsTaken() {
        atARateOf(1);
        oauth.once(UpstreamStub.json(401, "application/json", "{\"error\":\"invalid_request\"}"));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
    }

    /** How long PDS is left alone after it said that there are too many calls. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', 1000", // PDS documents none
        "0, 1000",
        "7, 7000",
        "'Sat, 21 Nov 2026 09:00:09 GMT', 9000",
        "3600, 30000",
        "soon, 1000"
    })
    void tooManyCallsMakeAPause(String retryAfter, long millis) {
        AtomicLong time = atARateOf(5);
        Behaviour tooMany = UpstreamStub.json(429, "application/json", outcome("TOO_MANY_REQUESTS", "value"));
        pds.once((exchange, closing) -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            tooMany.serve(exchange, closing);
        });

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        // A call may wait for 970 ms.
        time.set(TimeUnit.MILLISECONDS.toNanos(millis - 971));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        time.set(TimeUnit.MILLISECONDS.toNanos(millis));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
        assertThat(pds.received()).hasSize(2);
    }

    /** In a time that stands still until it is set. */
    private AtomicLong atARateOf(int perSecond) {
        AtomicLong time = new AtomicLong();
        rate = new CallRate(perSecond, new CallRate.Time() {
            @Override
            public long nanos() {
                return time.get();
            }

            @Override
            public void pass(Condition changed, long nanos) {
                throw new IllegalStateException("nobody has the time to wait");
            }
        });
        demographics = over(Clients.client(PdsApi.class, pds.url("/personal-demographics/FHIR/R4")));
        return time;
    }

    @Test
    void withoutATokenPdsIsNotAsked() {
        oauth.always(UpstreamStub.json(401, "application/json", "{\"error\":\"invalid_request\"}"));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).isEmpty();
    }
}
