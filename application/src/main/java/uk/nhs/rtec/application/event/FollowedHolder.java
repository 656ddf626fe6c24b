package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Somebody who holds a certificate, whether their events are wanted, and what is known of the subscription that brings them.
 *
 * @param number as the register has it
 * @param wantedUntil the last day on which their events are wanted
 * @param asked for which number a subscription was asked for, whether or not an answer came: it may be there
 * @param subscription the subscription that is there
 * @param subscribedUntil the last day on which it brings events
 * @param reason why it is parked or cannot be: a code
 * @param failures how often in a row there was no answer
 * @param due when something is to be done, unless nothing is
 * @param version of two who change it at once, one wins
 */
public record FollowedHolder(
        NhsNumber number,
        LocalDate wantedUntil,
        FollowState state,
        Optional<NhsNumber> asked,
        Optional<SubscriptionId> subscription,
        Optional<LocalDate> subscribedUntil,
        Optional<String> reason,
        int failures,
        Optional<Instant> due,
        Instant changedAt,
        int version) {

    /** Why a subscription is parked that is there under a name that nobody tells. */
    public static final String NAMELESS = "DUPLICATE_WITHOUT_ID";

    /** No subscription can end later. */
    private static final LocalDate LAST_OF_ALL = LocalDate.of(9999, 12, 30);

    /** A number that nobody has may be right tomorrow, but hardly. */
    static final Duration UNTIL_TRACED_AGAIN = Duration.ofDays(7);

    /** What is refused may be allowed once somebody has seen to it. */
    static final Duration UNTIL_ASKED_AGAIN = Duration.ofDays(1);

    public FollowedHolder {
        due = due.map(FollowedHolder::kept);
        changedAt = kept(changedAt);
        if (state == FollowState.ACTIVE && subscription.isEmpty()) {
            throw new IllegalArgumentException("a subscription that is there has a name");
        }
    }

    /** Somebody whose events are wanted from now on. */
    public static FollowedHolder wanted(NhsNumber number, LocalDate until, Instant now) {
        return new FollowedHolder(
                number,
                until,
                FollowState.TO_SUBSCRIBE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.of(now),
                now,
                1);
    }

    /**
     * The last day on which the events of a certificate's holder are wanted: twelve months after its last day, since a death may be taken back
     * late; or the day before it is revoked.
     */
    public static LocalDate lastWanted(LocalDate lastDay, Optional<LocalDate> revokedFrom) {
        LocalDate later = lastDay.isBefore(LAST_OF_ALL.minusYears(1)) ? lastDay.plusMonths(12) : LAST_OF_ALL;
        return revokedFrom
                .map(from -> from.minusDays(1))
                .filter(last -> last.isBefore(later))
                .orElse(later);
    }

    /** Whether their events are wanted on that day. */
    public boolean isWantedOn(LocalDate day) {
        return !wantedUntil.isBefore(day);
    }

    /** When the subscription is to end by itself. */
    Instant end() {
        return endOf(wantedUntil);
    }

    private static Instant endOf(LocalDate lastDay) {
        return EnglishDay.end(lastDay);
    }

    /** This holder, of whom the register now says that their events are wanted until that day. */
    public FollowedHolder wantedUntil(LocalDate until, Instant now) {
        if (until.equals(wantedUntil)) {
            return this;
        }
        boolean wanted = !until.isBefore(LocalDate.ofInstant(now, OpenCheck.ENGLAND));
        return to(wanted ? wantedFor(until) : unwanted(), until, now);
    }

    private FollowState wantedFor(LocalDate until) {
        if (subscription.isEmpty()) {
            return FollowState.TO_SUBSCRIBE;
        }
        boolean longEnough =
                subscribedUntil.filter(last -> !last.isBefore(until)).isPresent();
        return longEnough ? FollowState.ACTIVE : FollowState.TO_RENEW;
    }

    private FollowState unwanted() {
        return subscription.isEmpty() && asked.isEmpty() ? FollowState.ENDED : FollowState.TO_END;
    }

    /** Whether the subscription is for another number than this one, which survives. */
    boolean isSubscribedOtherwiseThan(NhsNumber surviving) {
        return subscription.isPresent() && !asked.equals(Optional.of(surviving));
    }

    /** This holder, whose number was superseded. */
    FollowedHolder toRenew(Instant now) {
        return to(FollowState.TO_RENEW, wantedUntil, now);
    }

    /** About to be subscribed to under this number, which the demographics have just confirmed. */
    FollowedHolder asking(NhsNumber confirmed, Instant now) {
        return with(
                wantedUntil, state, Optional.of(confirmed), subscription, subscribedUntil, reason, failures, due, now);
    }

    /** Subscribed to; due again after that time, or when it is no longer wanted. */
    FollowedHolder subscribed(SubscriptionId id, Duration again, Instant now) {
        return with(
                wantedUntil,
                FollowState.ACTIVE,
                asked,
                Optional.of(id),
                Optional.of(wantedUntil),
                Optional.empty(),
                0,
                Optional.of(nextLook(again, now)),
                now);
    }

    /** This holder, whose subscription is there and is to be looked at again after that time, or ended when it is no longer wanted. */
    FollowedHolder lookedAt(Duration again, Instant now) {
        return with(
                wantedUntil,
                state,
                asked,
                subscription,
                subscribedUntil,
                Optional.empty(),
                0,
                Optional.of(nextLook(again, now)),
                now);
    }

    private Instant nextLook(Duration again, Instant now) {
        Instant next = now.plus(again);
        return next.isBefore(end()) ? next : end();
    }

    /** Not subscribed to any more. */
    FollowedHolder unsubscribed(FollowState then, Instant now) {
        return with(
                wantedUntil,
                then,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                then == FollowState.ENDED ? Optional.empty() : Optional.of(now),
                now);
    }

    /** Nobody has the number. */
    FollowedHolder unsubscribable(String why, Instant now) {
        return with(
                wantedUntil,
                FollowState.UNSUBSCRIBABLE,
                asked,
                subscription,
                subscribedUntil,
                Optional.of(why),
                0,
                Optional.of(now.plus(UNTIL_TRACED_AGAIN)),
                now);
    }

    /** The service will not. */
    FollowedHolder parked(String code, Instant now) {
        return with(
                wantedUntil,
                FollowState.PARKED,
                asked,
                subscription,
                subscribedUntil,
                Optional.of(code),
                0,
                Optional.of(now.plus(UNTIL_ASKED_AGAIN)),
                now);
    }

    /** There was no answer: to be tried later. */
    FollowedHolder postponed(Instant now) {
        return with(
                wantedUntil,
                state,
                asked,
                subscription,
                subscribedUntil,
                reason,
                failures + 1,
                Optional.of(now.plus(Backoff.after(failures + 1))),
                now);
    }

    /** To be seen to not before that moment; of two who claim it at once, one wins. */
    public FollowedHolder claimedUntil(Instant until, Instant now) {
        return with(
                wantedUntil, state, asked, subscription, subscribedUntil, reason, failures, Optional.of(until), now);
    }

    /** Not seen to after all: others may. */
    FollowedHolder released(Instant now) {
        return claimedUntil(now, now);
    }

    private FollowedHolder to(FollowState then, LocalDate until, Instant now) {
        Optional<Instant> next =
                switch (then) {
                    case ENDED -> Optional.empty();
                    case ACTIVE ->
                        Optional.of(due.filter(earlier -> earlier.isBefore(endOf(until)))
                                .orElse(endOf(until)));
                    case TO_SUBSCRIBE, TO_RENEW, TO_END, UNSUBSCRIBABLE, PARKED -> Optional.of(now);
                };
        return with(until, then, asked, subscription, subscribedUntil, Optional.empty(), 0, next, now);
    }

    private FollowedHolder with(
            LocalDate until,
            FollowState then,
            Optional<NhsNumber> askedFor,
            Optional<SubscriptionId> id,
            Optional<LocalDate> lasting,
            Optional<String> why,
            int failed,
            Optional<Instant> next,
            Instant now) {
        return new FollowedHolder(number, until, then, askedFor, id, lasting, why, failed, next, now, version + 1);
    }

    private static Instant kept(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return "FollowedHolder[" + state + "]";
    }
}
