package uk.nhs.rtec.spine.nems;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import uk.nhs.rtec.application.event.NationalSubscriptions;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.Absent;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.There;
import uk.nhs.rtec.application.event.NationalSubscriptions.Unsubscribing.Ended;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.nems.SubscriptionCalls.Told;
import uk.nhs.rtec.spine.nems.UnsignedToken.Scope;
import uk.nhs.rtec.spine.wire.FhirNode;

/** Explicit subscriptions, one for each patient, at NEMS. */
public final class NemsNationalSubscriptions implements NationalSubscriptions {

    private final SubscriptionApi nems;
    private final NemsSettings settings;
    private final SubscriptionCalls calls;

    /** Subscriptions over this API, of what these settings say. */
    public NemsNationalSubscriptions(SubscriptionApi nems, NemsSettings settings, InstantSource clock) {
        this.nems = nems;
        this.settings = settings;
        this.calls = new SubscriptionCalls(settings, clock);
    }

    @Override
    public Subscribing subscribe(NhsNumber patient, Instant end) {
        Wanted wanted = settings.wanted();
        SubscriptionResource resource = new SubscriptionResource(
                settings.caller().organisation(),
                wanted,
                Criteria.explicit(patient, wanted.events(), wanted.tag()),
                end);
        return calls.subscribe(nems, resource, Optional.of(patient));
    }

    @Override
    public Unsubscribing unsubscribe(SubscriptionId subscription) {
        return calls.make(
                Scope.WRITE,
                Optional.empty(),
                (token, mime) -> nems.delete(subscription.value(), calls.fromAsid(), calls.toAsid(), token, mime),
                NemsNationalSubscriptions::unsubscribing,
                noAnswer -> noAnswer);
    }

    @Override
    public Looking look(SubscriptionId subscription) {
        return calls.make(
                Scope.READ,
                Optional.empty(),
                (token, mime) -> nems.read(subscription.value(), calls.fromAsid(), calls.toAsid(), token, mime),
                told -> looking(told, subscription),
                noAnswer -> noAnswer);
    }

    private static Unsubscribing unsubscribing(Told told) {
        return told.says("NO_RECORD_FOUND") || (told.isDone() && told.hasNoOtherBody())
                ? new Ended()
                : SubscriptionCalls.otherwise(told, refused -> refused, noAnswer -> noAnswer);
    }

    private static Looking looking(Told told, SubscriptionId asked) {
        if (told.says("NO_RECORD_FOUND")) {
            return new Absent();
        }
        if (told.isDone()) {
            return told.resource()
                    .filter(resource -> isTheOneAsked(resource, asked))
                    .flatMap(NemsNationalSubscriptions::there)
                    .orElseGet(() -> new NoAnswer(Silence.UNREADABLE));
        }
        return SubscriptionCalls.otherwise(told, refused -> refused, noAnswer -> noAnswer);
    }

    private static boolean isTheOneAsked(FhirNode resource, SubscriptionId asked) {
        return resource.is("Subscription")
                && resource.value("id").filter(asked.value()::equals).isPresent();
    }

    /** STU3's four words: what is requested will be active, and what is off or in error brings nothing. */
    private static Optional<Looking> there(FhirNode resource) {
        return resource.value("status").flatMap(status -> switch (status) {
            case "active", "requested" -> Optional.of(new There(true));
            case "off", "error" -> Optional.of(new There(false));
            default -> Optional.empty();
        });
    }
}
