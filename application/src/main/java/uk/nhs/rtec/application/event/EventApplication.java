package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;

/**
 * Takes each event for a hint to ask the national demographics again, and adds what they say beside the certificates. What was found and that
 * the event is done with are stored at once: nothing is applied twice, and what breaks off before that is begun anew.
 */
public final class EventApplication implements ApplyEvents {

    private static final System.Logger LOG = System.getLogger(EventApplication.class.getName());

    /** Longer than any round: what another node has claimed is left alone for so long if that node dies. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    private final EventMessages messages;
    private final FollowedHolders holders;
    private final FindingStore findings;
    private final PatientDemographics demographics;
    private final int eventsInARound;
    private final InstantSource clock;
    private final Backoff backoff;

    /** What became of one event in this round. */
    private enum Step {
        DONE,
        LATER,
        SILENCE
    }

    /** What the demographics say of a holder. */
    private record Read(FollowedHolder holder, PatientTrace trace) {}

    /** A use case over these ports, which applies so many events at most when it is called once. */
    public EventApplication(
            EventMessages messages,
            FollowedHolders holders,
            FindingStore findings,
            PatientDemographics demographics,
            int eventsInARound,
            InstantSource clock) {
        this.messages = messages;
        this.holders = holders;
        this.findings = findings;
        this.demographics = demographics;
        this.eventsInARound = eventsInARound;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    @Override
    public int apply() {
        if (backoff.isOn()) {
            return 0;
        }
        Instant claimedUntil = clock.instant().plus(CLAIM);
        List<WaitingEvent> claimed = messages.claim(eventsInARound, clock.instant(), claimedUntil);
        int done = 0;
        for (int i = 0; i < claimed.size(); i++) {
            Step step = clock.instant().isBefore(claimedUntil) ? applySafely(claimed.get(i)) : Step.LATER;
            done += step == Step.DONE ? 1 : 0;
            if (step == Step.SILENCE) {
                backoff.lengthen();
                claimed.subList(i + 1, claimed.size()).forEach(event -> messages.postpone(event, clock.instant()));
                return done;
            }
        }
        if (done > 0) {
            backoff.end();
        }
        return done;
    }

    private Step applySafely(WaitingEvent event) {
        try {
            return apply(event);
        } catch (EventsUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // It must not hold up everybody else; the class only, since a message may hold what is about a patient.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "message {0} cannot be applied: {1}",
                    event.place(),
                    e.getClass().getName());
            return failed(event, Step.LATER);
        }
    }

    private Step apply(WaitingEvent event) {
        Optional<EventConclusion> settled = settled(event);
        return settled.isPresent() ? conclude(event, settled.get(), List.of()) : ask(event);
    }

    /** What becomes of an event for which nobody need be asked. */
    private Optional<EventConclusion> settled(WaitingEvent event) {
        Optional<EventConclusion> earlier =
                switch (messages.standing(event)) {
                    case NEW -> Optional.empty();
                    case REPEATED -> Optional.of(EventConclusion.REPEATED);
                    case OUTDATED -> Optional.of(EventConclusion.OUTDATED);
                };
        boolean interesting = event.event().kind().map(EventApplication::isHint).orElse(false);
        return earlier.isPresent() || interesting ? earlier : Optional.of(EventConclusion.OF_NO_INTEREST);
    }

    private static boolean isHint(EventKind kind) {
        return switch (kind) {
            case DEATH, CHANGE_OF_ADDRESS, RECORD_CHANGE -> true;
            case BIRTH, CHANGE_OF_GP -> false;
        };
    }

    private Step ask(WaitingEvent event) {
        List<Read> read = new ArrayList<>();
        for (FollowedHolder holder : holders.followedAs(event.event().patient())) {
            PatientTrace trace = demographics.trace(holder.number());
            if (trace instanceof PatientTrace.NoAnswer noAnswer) {
                return failed(event, isOfOne(noAnswer.silence()));
            }
            read.add(new Read(holder, trace));
        }
        return apply(event, read);
    }

    private Step apply(WaitingEvent event, List<Read> read) {
        List<Finding> found = new ArrayList<>();
        List<PatientRecord> said = new ArrayList<>();
        for (Read each : read) {
            Optional<PatientRecord> record = each.trace()
                    .map(
                            traced -> Optional.of(traced.record()),
                            untraced -> Optional.empty(),
                            none -> Optional.empty());
            record.ifPresent(said::add);
            if (record.isPresent() && !isToFollow(each.holder(), record.get())) {
                return again(event);
            }
            record.flatMap(says -> findings.of(each.holder().number())
                            .next(
                                    each.holder().number(),
                                    says,
                                    clock.instant(),
                                    Optional.of(event.event().id())))
                    .ifPresent(found::add);
        }
        return conclude(event, read.isEmpty() ? EventConclusion.NOT_FOLLOWED : of(event.event(), said, found), found);
    }

    /** Under a number that was superseded nothing more is heard of them: the surviving one is to be subscribed to. */
    private boolean isToFollow(FollowedHolder holder, PatientRecord record) {
        return !holder.isSubscribedOtherwiseThan(record.nhsNumber())
                || holder.state() == FollowState.TO_RENEW
                || holder.state() == FollowState.TO_END
                || holders.keep(holder.toRenew(clock.instant()), Optional.empty());
    }

    private static EventConclusion of(NationalEvent event, List<PatientRecord> said, List<Finding> found) {
        if (said.isEmpty()) {
            return EventConclusion.NOT_TRACED;
        }
        boolean dead = said.stream().anyMatch(record -> record.marks().contains(Mark.DECEASED));
        if (event.death().isPresent()) {
            boolean removed = event.death().get() == DeathStatus.REMOVED;
            if (dead == removed) {
                return removed ? EventConclusion.DEMOGRAPHICS_SAY_DECEASED : EventConclusion.DEMOGRAPHICS_SAY_ALIVE;
            }
        }
        return found.isEmpty() ? EventConclusion.KNOWN_ALREADY : EventConclusion.APPLIED;
    }

    private Step conclude(WaitingEvent event, EventConclusion conclusion, List<Finding> found) {
        return messages.conclude(event, conclusion, found, clock.instant()) ? Step.DONE : again(event);
    }

    /** Somebody else was at the same rows; what they did is seen the next time. */
    private Step again(WaitingEvent event) {
        messages.postpone(event, clock.instant());
        return Step.LATER;
    }

    private Step failed(WaitingEvent event, Step step) {
        messages.postpone(
                new WaitingEvent(event.place(), event.event(), event.failures() + 1),
                event.dueAfterFailing(clock.instant()));
        return step;
    }

    /** An answer that cannot be read is about one patient; any other silence will meet the next as well. */
    private static Step isOfOne(Silence silence) {
        return silence == Silence.UNREADABLE ? Step.LATER : Step.SILENCE;
    }
}
