package uk.nhs.rtec.application.event;

import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import uk.nhs.rtec.application.check.MemoryPatientDemographics;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing;
import uk.nhs.rtec.application.event.NationalSubscriptions.Unsubscribing;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What the use cases of events work on, in memory, and an events service and a mailbox that say what they are told to. */
abstract class EventStory {

    static final LocalDate BIRTHDAY = LocalDate.of(1984, 2, 29);
    static final Duration LOOK_AGAIN = Duration.ofDays(7);

    Instant now = NOON;
    final MemoryFindings findings = new MemoryFindings();
    final MemoryExemptionRegister register = new MemoryExemptionRegister(findings);
    final MemoryFollowedHolders holders = new MemoryFollowedHolders(register);
    final MemoryEventMessages messages = new MemoryEventMessages(findings);
    final MemoryPatientDemographics demographics = new MemoryPatientDemographics();
    final Service service = new Service();
    final Mailbox mailbox = new Mailbox();

    final HolderFollowing following = new HolderFollowing(holders, () -> now);
    final SubscriptionReconciliation reconciliation =
            new SubscriptionReconciliation(holders, findings, demographics, service, 100, LOOK_AGAIN, () -> now);
    final EventReception reception = new EventReception(mailbox, messages, () -> now);
    final EventApplication application =
            new EventApplication(messages, holders, findings, demographics, 100, () -> now);
    final EventReading reading = new EventReading(holders, messages, () -> now);

    /** An events service that knows its subscriptions, and says what it is told to say first. */
    static final class Service implements NationalSubscriptions {

        final Map<SubscriptionId, NhsNumber> there = new LinkedHashMap<>();
        final Deque<Subscribing> instead = new ArrayDeque<>();
        final Deque<Unsubscribing> insteadOfEnding = new ArrayDeque<>();
        final List<String> asked = new ArrayList<>();
        boolean losesItsAnswers;
        int names;

        @Override
        public Subscribing subscribe(NhsNumber patient, Instant end) {
            asked.add("subscribe until " + end);
            if (!instead.isEmpty()) {
                return instead.pop();
            }
            for (Map.Entry<SubscriptionId, NhsNumber> each : there.entrySet()) {
                if (each.getValue().equals(patient)) {
                    return new Subscribing.SubscribedBefore(each.getKey());
                }
            }
            SubscriptionId id = new SubscriptionId("s-" + ++names);
            there.put(id, patient);
            return losesItsAnswers ? new NoAnswer(Silence.TIMED_OUT) : new Subscribing.Subscribed(id);
        }

        @Override
        public Unsubscribing unsubscribe(SubscriptionId subscription) {
            asked.add("end " + subscription.value());
            if (!insteadOfEnding.isEmpty()) {
                return insteadOfEnding.pop();
            }
            there.remove(subscription);
            return new Unsubscribing.Ended();
        }

        @Override
        public Looking look(SubscriptionId subscription) {
            return there.containsKey(subscription) ? new Looking.There(true) : new Looking.Absent();
        }
    }

    /** A mailbox whose messages wait until they are acknowledged. */
    static final class Mailbox implements EventMailbox {

        final TreeMap<String, DeliveredMessage> there = new TreeMap<>();
        final Deque<Optional<Silence>> listing = new ArrayDeque<>();
        final Deque<Optional<Silence>> collecting = new ArrayDeque<>();
        final Deque<Optional<Silence>> acknowledging = new ArrayDeque<>();
        int collected;

        void deliver(DeliveredMessage message) {
            there.put(message.id(), message);
        }

        void deliver(ExampleEvent event) {
            deliver(event.delivered());
        }

        @Override
        public Waiting waiting() {
            Optional<Silence> silence = next(listing);
            return silence.<Waiting>map(EventMailbox.NoAnswer::new)
                    .orElseGet(() -> new Waiting.Listed(List.copyOf(there.keySet())));
        }

        @Override
        public Collecting collect(String messageId) {
            collected++;
            Optional<Silence> silence = next(collecting);
            return silence.<Collecting>map(EventMailbox.NoAnswer::new)
                    .orElseGet(() -> there.containsKey(messageId)
                            ? new Collecting.Collected(there.get(messageId))
                            : new Collecting.Gone());
        }

        @Override
        public Optional<Silence> acknowledge(String messageId) {
            Optional<Silence> silence = next(acknowledging);
            if (silence.isEmpty()) {
                there.remove(messageId);
            }
            return silence;
        }

        private static Optional<Silence> next(Deque<Optional<Silence>> plan) {
            return plan.isEmpty() ? Optional.empty() : plan.pop();
        }
    }

    /** The messages, until they are asked for one thing: then nobody hears whether it was done. */
    final class DyingMessages implements EventMessages {

        private final String step;

        DyingMessages(String step) {
            this.step = step;
        }

        private void dieAt(String at) {
            if (step.equals(at)) {
                throw new EventsUnavailable("silent");
            }
        }

        @Override
        public Set<String> known(Collection<String> messageIds) {
            return messages.known(messageIds);
        }

        @Override
        public boolean keep(DeliveredMessage message, Instant receivedAt) {
            dieAt("keep");
            dieAt("keep " + message.id());
            return messages.keep(message, receivedAt);
        }

        @Override
        public List<WaitingEvent> claim(int most, Instant from, Instant until) {
            List<WaitingEvent> claimed = messages.claim(most, from, until);
            dieAt("claim");
            return claimed;
        }

        @Override
        public Standing standing(WaitingEvent event) {
            dieAt("standing");
            return messages.standing(event);
        }

        @Override
        public boolean conclude(WaitingEvent event, EventConclusion conclusion, List<Finding> found, Instant at) {
            dieAt("conclude");
            boolean concluded = messages.conclude(event, conclusion, found, at);
            dieAt("conclude, afterwards");
            return concluded;
        }

        @Override
        public void postpone(WaitingEvent event, Instant due) {
            messages.postpone(event, due);
        }

        @Override
        public void forgetBodies(Instant before) {
            messages.forgetBodies(before);
        }

        @Override
        public EventPage find(EventQuery query) {
            return messages.find(query);
        }

        @Override
        public EventBacklog.Messages count() {
            return messages.count();
        }
    }

    void reconcile() {
        following.follow();
        reconciliation.reconcile();
    }

    void hear() {
        reception.receive();
        application.apply();
    }

    void given(ExampleEntry... entries) {
        register.add(Arrays.stream(entries).map(ExampleEntry::taken).toList(), AUTHORSHIP);
    }

    void revoke(String number) {
        register.revoke(entry(number).certificate().number(), new Revocation(TODAY, "lost"), AUTHORSHIP);
    }

    ExemptionCertificate certificate(String number) {
        return register.certificate(entry(number).certificate().number())
                .orElseThrow()
                .certificate();
    }

    FollowedHolder holder(NhsNumber number) {
        return reading.subscriptions(new SubscriptionQuery(Optional.of(number), Optional.empty(), 1, Optional.empty()))
                .holders()
                .get(0);
    }

    List<EventConclusion> conclusions() {
        return reading
                .events(new EventQuery(
                        Optional.of(MARY), Optional.empty(), EventQuery.LARGEST_PAGE, OptionalLong.empty()))
                .messages()
                .stream()
                .flatMap(message -> message.conclusion().stream())
                .map(KeptMessage.Concluded::conclusion)
                .toList();
    }
}
