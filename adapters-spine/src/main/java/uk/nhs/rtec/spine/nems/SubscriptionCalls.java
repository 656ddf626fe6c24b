package uk.nhs.rtec.spine.nems;

import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Refused;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.Subscribed;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedBefore;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedNameless;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.nems.UnsignedToken.Scope;
import uk.nhs.rtec.spine.wire.Exchange;
import uk.nhs.rtec.spine.wire.FhirNode;
import uk.nhs.rtec.spine.wire.Pause;
import uk.nhs.rtec.spine.wire.WholeAnswer;

/** The calls to NEMS that every kind of subscription has in common: who makes them, when they are left, and what an answer means. */
final class SubscriptionCalls {

    private static final System.Logger LOGGER = System.getLogger(SubscriptionCalls.class.getName());

    private final NemsSettings settings;
    private final InstantSource clock;
    private final Pause pause;

    SubscriptionCalls(NemsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.pause = new Pause(clock);
    }

    /** What NEMS answered. */
    record Told(WholeAnswer answer, Optional<FhirNode> resource, Optional<SpineVerdict> verdict) {

        static Told by(WholeAnswer answer) {
            Optional<FhirNode> resource = FhirNode.read(answer.body());
            return new Told(answer, resource, resource.flatMap(SpineVerdict::in));
        }

        /** Whether it was done, and Spine has no more to say than news. */
        boolean isDone() {
            return answer.isGood() && verdict.filter(said -> !said.informs()).isEmpty();
        }

        /** Whether Spine says this of the request, whatever the status. */
        boolean says(String code) {
            return verdict.filter(said -> said.says(code)).isPresent();
        }

        /** Whether it may be the service's own trouble, where Spine's code does not say that it is not. */
        boolean mayPass() {
            return answer.status() >= 500 || answer.status() == 429 || says("INTERNAL_SERVER_ERROR");
        }

        /** Nothing, or nothing but Spine's own words: no page of a gateway's. */
        boolean hasNoOtherBody() {
            return answer.body().length() == 0
                    || resource.filter(body -> body.is("OperationOutcome")).isPresent();
        }
    }

    /**
     * Makes one call.
     *
     * @param call is given the header that says who makes it and the kind of content to send and to accept
     * @param meaning what an answer means
     * @param noAnswer what the lack of one is
     */
    <T> T make(
            Scope scope,
            Optional<NhsNumber> patient,
            BiFunction<String, String, Response> call,
            Function<Told, T> meaning,
            Function<NoAnswer, T> noAnswer) {
        if (pause.isOn()) {
            return noAnswer.apply(new NoAnswer(Silence.NOT_ASKED));
        }
        String token = new UnsignedToken(settings.caller(), scope, patient).asBearer(clock.instant());
        Exchange exchange =
                Exchange.with("NEMS", () -> call.apply(token, settings.mime().value()));
        return exchange.map(
                answer -> {
                    pause.note(answer);
                    Told told = Told.by(answer);
                    log(told);
                    return meaning.apply(told);
                },
                silence -> noAnswer.apply(new NoAnswer(silence)));
    }

    /** Asks for one subscription more. */
    Subscribing subscribe(SubscriptionApi api, SubscriptionResource resource, Optional<NhsNumber> patient) {
        byte[] body = resource.as(settings.mime());
        return make(
                Scope.WRITE,
                patient,
                (token, mime) -> api.create(fromAsid(), toAsid(), token, mime, body),
                SubscriptionCalls::subscribing,
                noAnswer -> noAnswer);
    }

    String fromAsid() {
        return settings.caller().asid().value();
    }

    String toAsid() {
        return settings.caller().toAsid().value();
    }

    private static Subscribing subscribing(Told told) {
        if (told.isDone()) {
            return told.answer()
                    .header("Location")
                    .flatMap(SubscriptionNames::inLocation)
                    .<Subscribing>map(Subscribed::new)
                    .orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
        }
        if (told.says("DUPLICATE_REJECTED")) {
            return told.verdict()
                    .flatMap(said -> SubscriptionNames.inDiagnostics(said.diagnostics()))
                    .<Subscribing>map(SubscribedBefore::new)
                    .orElseGet(SubscribedNameless::new);
        }
        return otherwise(told, refused -> refused, noAnswer -> noAnswer);
    }

    /** What every answer means that is none of those which a call looks for. */
    static <T> T otherwise(Told told, Function<Refused, T> refused, Function<NoAnswer, T> noAnswer) {
        Optional<SpineVerdict> verdict = told.verdict().filter(said -> !said.informs());
        Optional<SpineVerdict> lasting = verdict.filter(said -> said.isForGood() || !told.mayPass());
        if (lasting.isPresent()) {
            return refused.apply(new Refused(lasting.get().code()));
        }
        boolean declined = told.answer().status() >= 400 && !told.answer().isPage();
        return noAnswer.apply(new NoAnswer(declined || verdict.isPresent() ? Silence.REFUSED : Silence.UNREADABLE));
    }

    /** A code and a status only: what else stands in an answer may be about the patient. */
    private static void log(Told told) {
        Optional<SpineVerdict> verdict = told.verdict();
        if (told.says("DEPRECATED")) {
            LOGGER.log(Level.WARNING, "NEMS: an event that is subscribed to is deprecated and will end");
        } else if (told.answer().status() >= 400 && !told.says("NO_RECORD_FOUND") && !told.says("DUPLICATE_REJECTED")) {
            LOGGER.log(Level.WARNING, () -> "NEMS answered with status %d (%s)"
                    .formatted(
                            told.answer().status(),
                            verdict.map(SpineVerdict::code).orElse("no code")));
        }
    }
}
