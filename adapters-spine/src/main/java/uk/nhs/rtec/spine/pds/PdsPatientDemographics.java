package uk.nhs.rtec.spine.pds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.spine.access.AccessToken;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.wire.Reply;
import uk.nhs.rtec.spine.wire.TolerantObject;

/** The national demographics over the PDS FHIR API, application-restricted. */
public final class PdsPatientDemographics implements PatientDemographics {

    private static final int UNAUTHORISED = 401;
    private static final int TOO_MANY = 429;

    /** PDS counts by the second and seldom says for how long it is full; and whatever it says, we ask again after a while. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PdsApi pds;
    private final AccessTokens tokens;
    private final PdsSettings settings;
    private final CallRate.Turns turns;
    private final InstantSource clock;

    /** Demographics over this API, with these tokens, at the rate at which these turns come. */
    public PdsPatientDemographics(
            PdsApi pds, AccessTokens tokens, PdsSettings settings, CallRate.Turns turns, InstantSource clock) {
        this.pds = pds;
        this.tokens = tokens;
        this.settings = settings;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public PatientTrace trace(NhsNumber number) {
        Instant askedAt = clock.instant();
        Question question = new Question(number, UUID.randomUUID().toString(), askedAt.plus(settings.forTurns()));
        Reply reply = tokens.current(question.lastCall())
                .map(granted -> ask(question, granted.token()), withheld -> new Reply.Silent(withheld.silence()));
        return reply.map(
                ok -> traced(ok.body(), LocalDate.ofInstant(askedAt, OpenCheck.ENGLAND)),
                PdsPatientDemographics::refused,
                silent -> new NoAnswer(silent.silence()));
    }

    /**
     * What is asked about, in one call or two.
     *
     * @param requestId the same for both, by which PDS tells a repeat
     * @param lastCall no call begins after it
     */
    private record Question(NhsNumber number, String requestId, Instant lastCall) {
        @Override
        public String toString() {
            return "Question[…]";
        }
    }

    /** Once more after a fault, or with a new token; no third time. */
    private Reply ask(Question question, AccessToken token) {
        Reply first = call(question, token).orElseGet(() -> new Reply.Silent(Silence.NOT_ASKED));
        if (!clock.instant().isBefore(question.lastCall())) {
            return first;
        }
        if (refuses(UNAUTHORISED, first)) {
            return tokens.current(question.lastCall())
                    .map(
                            renewed -> call(question, renewed.token()).orElse(first),
                            withheld -> new Reply.Silent(withheld.silence()));
        }
        return first.isFault() ? call(question, token).orElse(first) : first;
    }

    /** What came of one call, or nothing when there was no turn for it. */
    private Optional<Reply> call(Question question, AccessToken token) {
        if (!turns.hasOneWithin(Duration.between(clock.instant(), question.lastCall()))) {
            return Optional.empty();
        }
        Reply reply = Reply.to(
                "PDS", () -> pds.patient(question.number().inTheClear(), token.asBearer(), question.requestId()));
        if (refuses(UNAUTHORISED, reply)) {
            tokens.forget(token);
        }
        if (reply instanceof Reply.Other other && other.status() == TOO_MANY) {
            turns.rate().pause(pause(other));
        }
        return Optional.of(reply);
    }

    private Duration pause(Reply.Other tooMany) {
        Duration asked = tooMany.retryAfter()
                .flatMap(retryAfter -> retryAfter.from(clock.instant()))
                .orElse(SHORTEST_PAUSE);
        Duration longEnough = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        return longEnough.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longEnough;
    }

    private static boolean refuses(int status, Reply reply) {
        return reply instanceof Reply.Other other && other.status() == status;
    }

    private static PatientTrace traced(TolerantObject body, LocalDate today) {
        return new FhirPatient(body, today)
                .record()
                .<PatientTrace>map(PatientTrace.Traced::new)
                .orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
    }

    private static PatientTrace refused(Reply.Other other) {
        Optional<FhirOutcome> outcome = other.body().flatMap(FhirOutcome::read);
        return switch (other.status()) {
            case 400 ->
                outcome.filter(o -> o.says("INVALID_RESOURCE_ID"))
                        .<PatientTrace>map(o -> new Untraced(Untraced.Reason.UNKNOWN))
                        .orElseGet(() -> new NoAnswer(other.silence()));
            case 404 ->
                outcome.flatMap(PdsPatientDemographics::untraced).orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
            default -> new NoAnswer(other.silence());
        };
    }

    private static Optional<PatientTrace> untraced(FhirOutcome outcome) {
        if (outcome.says("INVALIDATED_RESOURCE")) {
            return Optional.of(new Untraced(Untraced.Reason.INVALIDATED));
        }
        return outcome.says("RESOURCE_NOT_FOUND")
                ? Optional.of(new Untraced(Untraced.Reason.UNKNOWN))
                : Optional.empty();
    }
}
