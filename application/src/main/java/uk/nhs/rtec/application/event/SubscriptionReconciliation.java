package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.event.NationalSubscriptions.Refused;
import uk.nhs.rtec.application.event.SubscriptionCall.What;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;

/**
 * Sees to one holder after the other. That something is wanted, and under which number, is stored before it is asked for: whatever breaks off
 * in between is asked for again, and the answer that it is there already is as good as the first.
 */
public final class SubscriptionReconciliation implements ReconcileSubscriptions {

    private static final System.Logger LOG = System.getLogger(SubscriptionReconciliation.class.getName());

    /** Longer than any round: whom another node has claimed is left alone for so long if that node dies. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    /** So many refusals in a row are not about the holders. */
    static final int REFUSALS_IN_A_ROW = 10;

    private final FollowedHolders holders;
    private final FindingStore findings;
    private final PatientDemographics demographics;
    private final NationalSubscriptions subscriptions;
    private final int holdersInARound;
    private final Duration lookAgain;
    private final InstantSource clock;
    private final Backoff backoff;

    /** What became of one holder in this round. */
    private enum Step {
        DONE,
        PARKED,
        /** To be seen to later, for a reason of its own. */
        LATER,
        /** To be seen to later, like everybody else. */
        SILENCE
    }

    /**
     * A use case over these ports, which sees to so many holders at most when it is called once.
     *
     * @param lookAgain after which a subscription is looked at again, and its patient traced: the service may have lost it, and an event may
     *     have been missed
     */
    public SubscriptionReconciliation(
            FollowedHolders holders,
            FindingStore findings,
            PatientDemographics demographics,
            NationalSubscriptions subscriptions,
            int holdersInARound,
            Duration lookAgain,
            InstantSource clock) {
        this.holders = holders;
        this.findings = findings;
        this.demographics = demographics;
        this.subscriptions = subscriptions;
        this.holdersInARound = holdersInARound;
        this.lookAgain = lookAgain;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    @Override
    public int reconcile() {
        if (backoff.isOn()) {
            return 0;
        }
        Instant claimedUntil = clock.instant().plus(CLAIM);
        List<FollowedHolder> claimed = holders.claim(holdersInARound, clock.instant(), claimedUntil);
        int done = 0;
        int refusals = 0;
        for (int i = 0; i < claimed.size(); i++) {
            Step step = clock.instant().isBefore(claimedUntil) ? seeToSafely(claimed.get(i)) : Step.LATER;
            refusals = step == Step.PARKED ? refusals + 1 : 0;
            done += step == Step.DONE || step == Step.PARKED ? 1 : 0;
            if (step == Step.SILENCE || refusals == REFUSALS_IN_A_ROW) {
                backoff.lengthen();
                release(claimed.subList(i + 1, claimed.size()));
                return done;
            }
        }
        if (done > 0) {
            backoff.end();
        }
        return done;
    }

    private void release(List<FollowedHolder> untouched) {
        untouched.forEach(holder -> holders.keep(holder.released(clock.instant()), Optional.empty()));
    }

    private Step seeToSafely(FollowedHolder holder) {
        try {
            return seeTo(holder);
        } catch (EventsUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // It must not hold up everybody else; the class only, since a message may hold what is about a patient.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a subscription cannot be seen to: {0}",
                    e.getClass().getName());
            return later(holder, Optional.empty(), Step.LATER);
        }
    }

    private Step seeTo(FollowedHolder holder) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND);
        if (!holder.isWantedOn(today)) {
            return end(holder);
        }
        if (holder.state() == FollowState.ACTIVE) {
            return look(holder);
        }
        return holder.subscription().isPresent() ? renew(holder) : subscribe(holder);
    }

    private Step look(FollowedHolder holder) {
        return demographics
                .trace(holder.number())
                .map(
                        traced -> look(holder, traced.record()),
                        untraced -> lookAtSubscription(holder),
                        noAnswer -> later(holder, Optional.empty(), isOfOne(noAnswer.silence())));
    }

    private Step look(FollowedHolder holder, PatientRecord record) {
        keepFinding(holder.number(), record);
        return holder.isSubscribedOtherwiseThan(record.nhsNumber())
                ? kept(holder.toRenew(clock.instant()), Optional.empty(), Step.LATER)
                : lookAtSubscription(holder);
    }

    private Step lookAtSubscription(FollowedHolder holder) {
        SubscriptionId id = holder.subscription().orElseThrow();
        Instant at = clock.instant();
        return subscriptions
                .look(id)
                .map(
                        there -> there.active()
                                ? kept(
                                        holder.lookedAt(lookAgain, clock.instant()),
                                        Optional.of(looked(holder, id, at, "THERE")),
                                        Step.DONE)
                                : gone(holder, looked(holder, id, at, "OFF")),
                        absent -> gone(holder, looked(holder, id, at, "ABSENT")),
                        refused -> kept(
                                holder.lookedAt(lookAgain, clock.instant()),
                                Optional.of(looked(holder, id, at, refused.code())),
                                Step.DONE),
                        noAnswer -> later(
                                holder, Optional.of(looked(holder, id, at, "NO_ANSWER")), isOfOne(noAnswer.silence())));
    }

    /** It is made anew in the next round. */
    private Step gone(FollowedHolder holder, SubscriptionCall look) {
        return kept(holder.unsubscribed(FollowState.TO_SUBSCRIBE, clock.instant()), Optional.of(look), Step.DONE);
    }

    private Step subscribe(FollowedHolder holder) {
        return demographics
                .trace(holder.number())
                .map(
                        traced -> subscribe(holder, traced.record()),
                        untraced -> kept(
                                holder.unsubscribable(untraced.reason().name(), clock.instant()),
                                Optional.empty(),
                                Step.DONE),
                        noAnswer -> later(holder, Optional.empty(), isOfOne(noAnswer.silence())));
    }

    private Step subscribe(FollowedHolder holder, PatientRecord record) {
        keepFinding(holder.number(), record);
        FollowedHolder asking = holder.asking(record.nhsNumber(), clock.instant());
        return holders.keep(asking, Optional.empty())
                ? ask(asking, record.nhsNumber(), holder.end(), this::subscribed)
                : Step.LATER;
    }

    private Step subscribed(FollowedHolder holder, SubscriptionId id, SubscriptionCall call) {
        return kept(holder.subscribed(id, lookAgain, clock.instant()), Optional.of(call), Step.DONE);
    }

    /** What is to be done with a subscription that is there. */
    private interface Then {
        Step with(FollowedHolder holder, SubscriptionId id, SubscriptionCall call);
    }

    private Step ask(FollowedHolder holder, NhsNumber patient, Instant end, Then then) {
        Instant at = clock.instant();
        return subscriptions
                .subscribe(patient, end)
                .map(
                        subscribed -> then.with(
                                holder,
                                subscribed.id(),
                                call(patient, end, at, "SUBSCRIBED", Optional.of(subscribed.id()))),
                        before -> then.with(
                                holder,
                                before.id(),
                                call(patient, end, at, "SUBSCRIBED_BEFORE", Optional.of(before.id()))),
                        nameless -> parked(
                                holder,
                                FollowedHolder.NAMELESS,
                                call(patient, end, at, FollowedHolder.NAMELESS, Optional.empty())),
                        refused -> parked(
                                holder, refused.code(), call(patient, end, at, refused.code(), Optional.empty())),
                        noAnswer -> later(
                                holder,
                                Optional.of(call(patient, end, at, "NO_ANSWER", Optional.empty())),
                                isOfOne(noAnswer.silence())));
    }

    /** None can be changed, so it is ended and made anew. */
    private Step renew(FollowedHolder holder) {
        return unsubscribed(holder, FollowState.TO_SUBSCRIBE, this::subscribe);
    }

    private Step end(FollowedHolder holder) {
        if (holder.subscription().isPresent()) {
            return unsubscribed(holder, FollowState.ENDED, ended -> Step.DONE);
        }
        return holder.asked().isPresent()
                ? endNameless(holder)
                : kept(holder.unsubscribed(FollowState.ENDED, clock.instant()), Optional.empty(), Step.DONE);
    }

    /** Its name was never heard: it is asked for once more, only to be told it. */
    private Step endNameless(FollowedHolder holder) {
        Instant soon = clock.instant().plus(Duration.ofDays(1));
        return demographics
                .trace(holder.number())
                .map(
                        traced -> ask(
                                holder,
                                traced.record().nhsNumber(),
                                soon,
                                (asked, id, call) ->
                                        namedThenEnded(asked.subscribed(id, lookAgain, clock.instant()), call)),
                        untraced -> kept(
                                holder.unsubscribed(FollowState.ENDED, clock.instant()), Optional.empty(), Step.DONE),
                        noAnswer -> later(holder, Optional.empty(), isOfOne(noAnswer.silence())));
    }

    private Step namedThenEnded(FollowedHolder named, SubscriptionCall call) {
        return holders.keep(named, Optional.of(call)) ? end(named) : Step.LATER;
    }

    private interface Next {
        Step of(FollowedHolder unsubscribed);
    }

    private Step unsubscribed(FollowedHolder holder, FollowState then, Next next) {
        FollowedHolder without = holder.unsubscribed(then, clock.instant());
        if (holders.isShared(holder)) {
            return holders.keep(without, Optional.empty()) ? next.of(without) : Step.LATER;
        }
        SubscriptionId id = holder.subscription().orElseThrow();
        Instant at = clock.instant();
        return subscriptions
                .unsubscribe(id)
                .map(
                        ended -> holders.keep(without, Optional.of(ending(holder, id, at, "ENDED")))
                                ? next.of(without)
                                : Step.LATER,
                        refused -> parked(holder, refused, ending(holder, id, at, refused.code())),
                        noAnswer -> later(
                                holder, Optional.of(ending(holder, id, at, "NO_ANSWER")), isOfOne(noAnswer.silence())));
    }

    private Step parked(FollowedHolder holder, Refused refused, SubscriptionCall call) {
        return parked(holder, refused.code(), call);
    }

    private Step parked(FollowedHolder holder, String code, SubscriptionCall call) {
        return kept(holder.parked(code, clock.instant()), Optional.of(call), Step.PARKED);
    }

    private Step later(FollowedHolder holder, Optional<SubscriptionCall> call, Step step) {
        return kept(holder.postponed(clock.instant()), call, step) == Step.SILENCE ? Step.SILENCE : Step.LATER;
    }

    /** What somebody else has changed in the meantime is due again by their doing. */
    private Step kept(FollowedHolder changed, Optional<SubscriptionCall> call, Step step) {
        return holders.keep(changed, call) || step == Step.SILENCE ? step : Step.LATER;
    }

    private void keepFinding(NhsNumber registered, PatientRecord record) {
        findings.of(registered)
                .next(registered, record, clock.instant(), Optional.empty())
                .ifPresent(findings::add);
    }

    /** An answer that cannot be read is about one patient; any other silence will meet the next as well. */
    private static Step isOfOne(Silence silence) {
        return silence == Silence.UNREADABLE ? Step.LATER : Step.SILENCE;
    }

    private static SubscriptionCall call(
            NhsNumber patient, Instant end, Instant at, String result, Optional<SubscriptionId> id) {
        return new SubscriptionCall(What.SUBSCRIBE, patient, Optional.of(end), at, result, id);
    }

    private static SubscriptionCall looked(FollowedHolder holder, SubscriptionId id, Instant at, String result) {
        return new SubscriptionCall(
                What.LOOK, holder.asked().orElse(holder.number()), Optional.empty(), at, result, Optional.of(id));
    }

    private static SubscriptionCall ending(FollowedHolder holder, SubscriptionId id, Instant at, String result) {
        return new SubscriptionCall(
                What.UNSUBSCRIBE,
                holder.asked().orElse(holder.number()),
                Optional.empty(),
                at,
                result,
                Optional.of(id));
    }
}
