package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.event.ExampleEvent.death;
import static uk.nhs.rtec.application.event.ExampleEvent.deathRemoved;
import static uk.nhs.rtec.application.event.ExampleEvent.known;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.event.ExampleEvent.other;
import static uk.nhs.rtec.application.event.ExampleEvent.unreadable;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.check.MemoryPatientDemographics;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Refused;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing;
import uk.nhs.rtec.application.event.NationalSubscriptions.Unsubscribing;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.exemption.Suspension;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

final class EventUseCasesTest {

    private static final LocalDate BIRTHDAY = LocalDate.of(1984, 2, 29);

    private Instant now = NOON;
    private final MemoryFindings findings = new MemoryFindings();
    private final MemoryExemptionRegister register = new MemoryExemptionRegister(findings);
    private final MemoryFollowedHolders holders = new MemoryFollowedHolders(register);
    private final MemoryEventMessages messages = new MemoryEventMessages(findings);
    private final MemoryPatientDemographics demographics = new MemoryPatientDemographics();
    private final Service service = new Service();
    private final Mailbox mailbox = new Mailbox();

    private static final Duration LOOK_AGAIN = Duration.ofDays(7);

    private final HolderFollowing following = new HolderFollowing(holders, () -> now);
    private final SubscriptionReconciliation reconciliation =
            new SubscriptionReconciliation(holders, findings, demographics, service, 100, LOOK_AGAIN, () -> now);
    private final EventReception reception = new EventReception(mailbox, messages, () -> now);
    private final EventApplication application =
            new EventApplication(messages, holders, findings, demographics, 100, () -> now);
    private final EventReading reading = new EventReading(holders, messages, () -> now);

    /** An events service that knows its subscriptions, and says what it is told to say first. */
    private static final class Service implements NationalSubscriptions {

        private final Map<SubscriptionId, NhsNumber> there = new LinkedHashMap<>();
        private final Deque<Subscribing> instead = new ArrayDeque<>();
        private final Deque<Unsubscribing> insteadOfEnding = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();
        private boolean losesItsAnswers;
        private int names;

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
    private static final class Mailbox implements EventMailbox {

        private final TreeMap<String, DeliveredMessage> there = new TreeMap<>();
        private final Deque<Optional<Silence>> listing = new ArrayDeque<>();
        private final Deque<Optional<Silence>> collecting = new ArrayDeque<>();
        private final Deque<Optional<Silence>> acknowledging = new ArrayDeque<>();
        private int collected;

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

    // From a certificate to a suspension, and back.

    @Test
    void aDeathSuspendsTheCertificateBeforeAnyCheckAndItsRemovalReinstatesIt() {
        given(entry("A"));
        demographics.record(mary());
        following.follow();
        reconciliation.reconcile();
        assertThat(service.there).containsValue(MARY);

        now = NOON.plusSeconds(60);
        demographics.record(mary(Mark.DECEASED));
        mailbox.deliver(death("m-1", "e-1"));
        hear();
        assertThat(certificate("A").suspension()).contains(new Suspension(now));
        assertThat(certificate("A").countsOn(TODAY, entry("A").person().dateOfBirth()))
                .isFalse();

        demographics.record(mary());
        mailbox.deliver(deathRemoved("m-2", "e-2").at(NOON.plusSeconds(90)));
        hear();
        assertThat(certificate("A")).isEqualTo(entry("A").certificate());
        assertThat(conclusions()).containsExactly(EventConclusion.APPLIED, EventConclusion.APPLIED);
        assertThat(mailbox.there).isEmpty();
    }

    // Following and reconciling.

    @Test
    void whatIsTakenInIsFollowedInTheNextRoundAndWhatCameInBulkByAWalk() {
        assertThat(following.follow()).isZero();
        now = now.plusSeconds(10);
        IntStream.range(0, HolderFollowing.HOLDERS_AT_ONCE + 10)
                .forEach(i -> given(entry("A" + i).known(nhsNumber(i))));

        assertThat(following.follow())
                .as("the news are too many, and the walk begins at once")
                .isEqualTo(HolderFollowing.HOLDERS_AT_ONCE + 10);
        assertThat(following.follow()).isZero();
    }

    @Test
    void whatWasMissedIsFoundByAWalkHoursLater() {
        following.follow();
        given(entry("A"));
        now = now.plus(HolderFollowing.SEEN_LATE).plusSeconds(1);
        following.follow();
        now = now.plus(HolderFollowing.SEEN_LATE).plusSeconds(1);
        assertThat(following.follow()).isZero();

        now = now.plus(HolderFollowing.BETWEEN_LAPS);
        following.follow();

        assertThat(holder(MARY).state()).isEqualTo(FollowState.TO_SUBSCRIBE);
    }

    @Test
    void aSubscriptionIsAskedForOnlyAfterTheDemographicsHaveConfirmedTheNumberAndLastsTwelveMonthsLonger() {
        given(entry("A").valid(TODAY, TODAY.plusDays(9)));
        demographics.record(mary());
        reconcile();

        assertThat(service.asked).containsExactly("subscribe until 2027-06-10T23:00:00Z");
        assertThat(holder(MARY).state()).isEqualTo(FollowState.ACTIVE);
        assertThat(holders.calls()).extracting(SubscriptionCall::result).containsExactly("SUBSCRIBED");
        assertThat(findings.of(MARY).latest().map(Finding::said)).contains(mary());
        assertThat(reconciliation.reconcile()).as("nothing is due").isZero();
    }

    @Test
    void aSubscriptionThatTheServiceHasLostIsMadeAnew() {
        given(entry("A"));
        demographics.record(mary());
        reconcile();
        service.there.clear();

        now = now.plus(LOOK_AGAIN).minusSeconds(1);
        assertThat(reconciliation.reconcile()).as("not yet").isZero();
        now = now.plusSeconds(1);
        reconcile();
        reconcile();

        assertThat(service.there).containsValue(MARY);
        assertThat(holder(MARY).state()).isEqualTo(FollowState.ACTIVE);
        assertThat(holders.calls()).extracting(SubscriptionCall::result).contains("ABSENT");
    }

    @Test
    void whatNoEventToldOfIsFoundWhenTheSubscriptionIsLookedAt() {
        given(entry("A"));
        demographics.record(mary(Mark.DECEASED));
        reconcile();
        demographics.record(mary());

        now = now.plus(LOOK_AGAIN);
        reconcile();

        assertThat(certificate("A").suspension()).isEmpty();
        assertThat(holders.calls()).extracting(SubscriptionCall::result).containsExactly("SUBSCRIBED", "THERE");
    }

    @Test
    void theSurvivingNumberIsSubscribedTo() {
        given(entry("A"));
        demographics.supersede(MARY, known(nhsNumber(102), BIRTHDAY));
        reconcile();

        assertThat(service.there).containsValue(nhsNumber(102)).doesNotContainValue(MARY);
        assertThat(holders.followedAs(nhsNumber(102))).hasSize(1);
    }

    @Test
    void theDeadAreSubscribedToAsWellSoThatADeathCanBeTakenBack() {
        given(entry("A"));
        demographics.record(mary(Mark.DECEASED));
        reconcile();

        assertThat(service.there).containsValue(MARY);
        assertThat(certificate("A").suspension()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNumberThatNobodyHasIsListedAndTracedAgainAWeekLater(boolean invalidated) {
        given(entry("A"));
        if (invalidated) {
            demographics.invalidate(MARY);
        }
        reconcile();
        assertThat(service.asked).isEmpty();
        assertThat(holder(MARY).reason()).contains(invalidated ? "INVALIDATED" : "UNKNOWN");
        assertThat(reading.backlog().subscriptions().unsubscribable()).isEqualTo(1);

        demographics.record(mary());
        now = now.plus(FollowedHolder.UNTIL_TRACED_AGAIN).minusSeconds(1);
        assertThat(reconciliation.reconcile()).isZero();
        now = now.plusSeconds(1);
        assertThat(reconciliation.reconcile()).isEqualTo(1);
        assertThat(holder(MARY).state()).isEqualTo(FollowState.ACTIVE);
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainAndTheNameIsAdopted() {
        given(entry("A"));
        demographics.record(mary());
        service.losesItsAnswers = true;
        reconcile();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.TO_SUBSCRIBE);
        assertThat(holder(MARY).asked()).as("it may be there").contains(MARY);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(reconciliation.reconcile()).isEqualTo(1);

        assertThat(service.there).hasSize(1);
        assertThat(holder(MARY).subscription()).contains(new SubscriptionId("s-1"));
        assertThat(holders.calls())
                .extracting(SubscriptionCall::result)
                .containsExactly("NO_ANSWER", "SUBSCRIBED_BEFORE");
    }

    @Test
    void whoIsNoLongerWantedBeforeTheLostAnswerCameIsAskedForOnceMoreAndEnded() {
        given(entry("A"));
        demographics.record(mary());
        service.losesItsAnswers = true;
        reconcile();
        revoke("A");
        now = now.plus(Duration.ofMinutes(1));
        following.follow();

        assertThat(reconciliation.reconcile()).isEqualTo(1);

        assertThat(service.there).isEmpty();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.ENDED);
    }

    @Test
    void whatIsRefusedIsParkedWithItsCodeAndAskedForAgainADayLater() {
        given(entry("A"));
        demographics.record(mary());
        service.instead.add(new Refused("INVALID_RESOURCE"));
        reconcile();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.PARKED);
        assertThat(holder(MARY).reason()).contains("INVALID_RESOURCE");
        assertThat(reading.backlog().subscriptions().parked()).isEqualTo(1);

        now = now.plus(FollowedHolder.UNTIL_ASKED_AGAIN);
        reconciliation.reconcile();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.ACTIVE);
        assertThat(holder(MARY).reason()).isEmpty();
    }

    @Test
    void aDuplicateWithoutANameIsParked() {
        given(entry("A"));
        demographics.record(mary());
        service.instead.add(new Subscribing.SubscribedNameless());
        reconcile();

        assertThat(holder(MARY).state()).isEqualTo(FollowState.PARKED);
        assertThat(holder(MARY).reason()).contains(FollowedHolder.NAMELESS);
    }

    @Test
    void whenEverybodyIsRefusedTheRoundEnds() {
        IntStream.range(0, 50).forEach(i -> {
            given(entry("A" + i).known(nhsNumber(i)));
            demographics.record(known(nhsNumber(i), BIRTHDAY));
            service.instead.add(new Refused("ACCESS_DENIED"));
        });
        following.follow();
        reconciliation.reconcile();

        assertThat(service.asked).hasSize(SubscriptionReconciliation.REFUSALS_IN_A_ROW);
        assertThat(reconciliation.reconcile()).as("not at once").isZero();
        assertThat(service.asked).hasSize(SubscriptionReconciliation.REFUSALS_IN_A_ROW);
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void aSilentServiceEndsTheRoundAndIsTriedAgainLaterAndLater(Silence silence) {
        for (int i = 0; i < 3; i++) {
            given(entry("A" + i).known(nhsNumber(i)));
            demographics.record(known(nhsNumber(i), BIRTHDAY));
            service.instead.add(new NoAnswer(silence));
        }
        following.follow();
        boolean ofOne = silence == Silence.UNREADABLE;

        assertThat(reconciliation.reconcile()).isZero();
        assertThat(service.asked).hasSize(ofOne ? 3 : 1);
        reconciliation.reconcile();
        assertThat(service.asked).as("not at once").hasSize(ofOne ? 3 : 1);
        now = now.plusSeconds(2);
        reconciliation.reconcile();
        assertThat(service.asked).hasSize(ofOne ? 6 : 2);
        now = now.plus(Duration.ofHours(1));
        reconciliation.reconcile();
        now = now.plus(Duration.ofHours(1));
        reconciliation.reconcile();
        assertThat(service.there).as("nobody is forgotten").hasSize(3);
    }

    @Test
    void silentDemographicsEndTheRoundBeforeAnythingIsAskedFor() {
        given(entry("A"));
        demographics.fallSilent(Silence.TIMED_OUT);
        reconcile();
        assertThat(service.asked).isEmpty();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.TO_SUBSCRIBE);

        demographics.speak();
        demographics.record(mary());
        now = now.plusSeconds(2);
        assertThat(reconciliation.reconcile()).isEqualTo(1);
    }

    @Test
    void aRoundSeesToNoMoreThanItMay() {
        IntStream.range(0, 150).forEach(i -> {
            given(entry("A" + i).known(nhsNumber(i)));
            demographics.record(known(nhsNumber(i), BIRTHDAY));
        });
        following.follow();

        assertThat(reconciliation.reconcile()).isEqualTo(100);
        assertThat(reconciliation.reconcile()).isEqualTo(50);
    }

    @Test
    void aRevokedOrLongExpiredCertificateEndsTheSubscription() {
        given(entry("A"), entry("B").known(nhsNumber(101)).valid(TODAY.minusDays(400), TODAY.minusDays(300)));
        demographics.record(mary());
        demographics.record(known(nhsNumber(101), BIRTHDAY));
        reconcile();
        assertThat(service.there).hasSize(2);

        revoke("A");
        reconcile();
        assertThat(service.there).containsOnlyKeys(new SubscriptionId("s-2"));

        now = NOON.plus(Duration.ofDays(65));
        reconciliation.reconcile();
        assertThat(service.there).as("twelve months after its last day").hasSize(1);
        now = NOON.plus(Duration.ofDays(66));
        reconciliation.reconcile();
        assertThat(service.there).isEmpty();
        assertThat(holder(nhsNumber(101)).state()).isEqualTo(FollowState.ENDED);
    }

    @Test
    void aSubscriptionThatTwoNumbersLeadToStaysAsLongAsOneOfThemIsWanted() {
        given(entry("A"), entry("B").known(nhsNumber(102)));
        demographics.supersede(MARY, known(nhsNumber(102), BIRTHDAY));
        reconcile();
        assertThat(service.there).hasSize(1);

        revoke("A");
        reconcile();
        assertThat(service.there).hasSize(1);
        revoke("B");
        reconcile();
        assertThat(service.there).isEmpty();
    }

    @Test
    void aLaterCertificateHasTheSubscriptionMadeAnew() {
        given(entry("A"));
        demographics.record(mary());
        reconcile();
        given(entry("B").valid(TODAY, TODAY.plusYears(2)));
        reconcile();

        assertThat(service.asked)
                .containsExactly(
                        "subscribe until 2027-12-02T00:00:00Z", "end s-1", "subscribe until 2029-06-01T23:00:00Z");
        assertThat(holder(MARY).subscribedUntil()).contains(TODAY.plusYears(3));
    }

    @Test
    void aSilentServiceIsAskedAgainToEnd() {
        given(entry("A"));
        demographics.record(mary());
        reconcile();
        revoke("A");
        service.insteadOfEnding.add(new NoAnswer(Silence.TIMED_OUT));
        reconcile();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.TO_END);

        now = now.plus(Duration.ofMinutes(2));
        reconciliation.reconcile();
        assertThat(service.there).isEmpty();
    }

    // Receiving.

    @Test
    void aMessageIsOnRecordBeforeItIsAcknowledged() {
        mailbox.deliver(death("m-1", "e-1"));
        EventReception dying = new EventReception(mailbox, new DyingMessages("keep"), () -> now);

        assertThatThrownBy(dying::receive).isInstanceOf(EventsUnavailable.class);
        assertThat(mailbox.there).as("not acknowledged").hasSize(1);

        assertThat(reception.receive()).isEqualTo(1);
        assertThat(mailbox.there).isEmpty();
    }

    @Test
    void whatIsOnRecordAndStillWaitsIsAcknowledgedAndNotCollectedAgain() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.acknowledging.add(Optional.of(Silence.UNREACHABLE));
        assertThat(reception.receive()).isEqualTo(1);
        assertThat(mailbox.there).hasSize(1);

        now = now.plusSeconds(2);
        assertThat(reception.receive()).isZero();

        assertThat(mailbox.there).isEmpty();
        assertThat(mailbox.collected).isEqualTo(1);
    }

    @Test
    void whatNobodyCanReadIsParkedAndHoldsUpNobody() {
        given(entry("A"));
        demographics.record(mary(Mark.DECEASED));
        following.follow();
        mailbox.deliver(unreadable("m-1"));
        mailbox.deliver(death("m-2", "e-2"));
        hear();

        assertThat(mailbox.there).isEmpty();
        assertThat(certificate("A").suspension()).isPresent();
        assertThat(reading.backlog().messages()).isEqualTo(new EventBacklog.Messages(2, 0, 1, Optional.empty()));
    }

    @Test
    void aSilentMailboxIsLeftAloneForAWhile() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.listing.add(Optional.of(Silence.TIMED_OUT));
        assertThat(reception.receive()).isZero();
        assertThat(reception.receive()).as("not at once").isZero();
        now = now.plusSeconds(2);
        assertThat(reception.receive()).isEqualTo(1);
    }

    @Test
    void aMessageThatCannotBeStoredHoldsUpNoOtherAndIsNotPassedOver() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.deliver(death("m-2", "e-2"));
        EventReception failing = new EventReception(mailbox, new DyingMessages("keep m-1"), () -> now);

        assertThatThrownBy(failing::receive).isInstanceOf(EventsUnavailable.class);

        assertThat(mailbox.there).containsOnlyKeys("m-1");
        assertThat(reading.backlog().messages().stored()).isEqualTo(1);
    }

    @Test
    void aStoreThatIsSilentIsNotAskedForEachMessage() {
        IntStream.range(0, 50).forEach(i -> mailbox.deliver(death("m-" + i, "e-" + i)));
        EventReception dying = new EventReception(mailbox, new DyingMessages("keep"), () -> now);

        assertThatThrownBy(dying::receive).isInstanceOf(EventsUnavailable.class);

        assertThat(mailbox.collected).isEqualTo(3);
        assertThat(mailbox.there).hasSize(50);
    }

    @Test
    void aMessageThatCannotBeCollectedHoldsUpNoOther() {
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.deliver(death("m-2", "e-2"));
        mailbox.collecting.add(Optional.of(Silence.UNREADABLE));

        assertThat(reception.receive()).isEqualTo(1);
        assertThat(reception.receive()).as("and is there the next time").isEqualTo(1);
    }

    // Applying.

    @ParameterizedTest(name = "{0}, {1} now, {2} before: {3}")
    @CsvSource({
        // the event; the demographics now; what they said before; what becomes of it
        "DEATH,             dead,    alive,   APPLIED",
        "DEATH,             dead,    dead,    KNOWN_ALREADY",
        "DEATH,             alive,   alive,   DEMOGRAPHICS_SAY_ALIVE",
        "DEATH,             nobody,  alive,   NOT_TRACED",
        "REMOVED,           alive,   dead,    APPLIED",
        "REMOVED,           alive,   alive,   KNOWN_ALREADY",
        "REMOVED,           dead,    dead,    DEMOGRAPHICS_SAY_DECEASED",
        "CHANGE_OF_ADDRESS, alive,   alive,   KNOWN_ALREADY",
        "CHANGE_OF_ADDRESS, dead,    alive,   APPLIED",
        "RECORD_CHANGE,     dead,    alive,   APPLIED",
        "RECORD_CHANGE,     alive,   dead,    APPLIED",
        "RECORD_CHANGE,     alive,   never,   APPLIED",
        "BIRTH,             dead,    alive,   OF_NO_INTEREST",
        "CHANGE_OF_GP,      dead,    alive,   OF_NO_INTEREST",
    })
    void theDemographicsRuleWhateverTheEventTells(
            String event, String nowThey, String before, EventConclusion conclusion) {
        given(entry("A"));
        following.follow();
        if (!before.equals("never")) {
            findings.add(ExampleEvent.found(1, before.equals("dead") ? mary(Mark.DECEASED) : mary()));
        }
        if (!nowThey.equals("nobody")) {
            demographics.record(nowThey.equals("dead") ? mary(Mark.DECEASED) : mary());
        }
        int findingsBefore = findings.of(MARY).oldestFirst().size();
        mailbox.deliver(
                switch (event) {
                    case "DEATH" -> death("m-1", "e-1");
                    case "REMOVED" -> deathRemoved("m-1", "e-1");
                    default -> other("m-1", "e-1", EventKind.valueOf(event));
                });
        hear();

        assertThat(conclusions()).containsExactly(conclusion);
        assertThat(findings.of(MARY).oldestFirst().size() - findingsBefore)
                .isEqualTo(conclusion == EventConclusion.APPLIED ? 1 : 0);
        assertThat(entry("A").person()).isEqualTo(register.all().get(0).people().get(0));
    }

    @Test
    void anEventOfNobodyWhomWeFollowIsPutOnRecordAndChangesNothing() {
        mailbox.deliver(death("m-1", "e-1"));
        hear();

        assertThat(conclusions()).containsExactly(EventConclusion.NOT_FOLLOWED);
    }

    @Test
    void aRepeatedAndAnOlderEventChangeNothing() {
        given(entry("A"));
        following.follow();
        demographics.record(mary(Mark.DECEASED));
        mailbox.deliver(death("m-1", "e-1").at(NOON));
        mailbox.deliver(death("m-2", "e-1").at(NOON));
        mailbox.deliver(deathRemoved("m-3", "e-3").at(NOON.minusSeconds(1)));
        hear();
        hear();
        hear();

        assertThat(conclusions())
                .containsExactlyInAnyOrder(EventConclusion.APPLIED, EventConclusion.REPEATED, EventConclusion.OUTDATED);
        assertThat(findings.of(MARY).oldestFirst()).hasSize(1);
    }

    @Test
    void anEventFromTheFutureDoesNotOutdateTheDeathThatComesAfterIt() {
        given(entry("A"));
        demographics.record(mary());
        reconcile();
        mailbox.deliver(death("m-1", "e-1").at(now.plus(Duration.ofDays(365))));
        hear();
        demographics.record(mary(Mark.DECEASED));
        now = now.plusSeconds(2);
        mailbox.deliver(death("m-2", "e-2").at(now));
        hear();

        assertThat(certificate("A").suspension()).isPresent();
    }

    @Test
    void aSupersededNumberHasTheSurvivingOneSubscribedTo() {
        given(entry("A"));
        demographics.record(mary());
        reconcile();
        demographics.supersede(MARY, known(nhsNumber(102), BIRTHDAY));
        mailbox.deliver(other("m-1", "e-1", EventKind.RECORD_CHANGE));
        hear();
        assertThat(holder(MARY).state()).isEqualTo(FollowState.TO_RENEW);

        reconciliation.reconcile();

        assertThat(service.there).containsValue(nhsNumber(102)).doesNotContainValue(MARY);
        mailbox.deliver(death("m-2", "e-2").of(nhsNumber(102)));
        demographics.supersede(MARY, known(nhsNumber(102), BIRTHDAY, Mark.DECEASED));
        hear();
        assertThat(certificate("A").suspension())
                .as("heard under the new number")
                .isPresent();
    }

    @Test
    void silentDemographicsLoseNothing() {
        given(entry("A"));
        following.follow();
        demographics.fallSilent(Silence.UNREACHABLE);
        mailbox.deliver(death("m-1", "e-1"));
        hear();
        assertThat(reading.backlog().messages()).isEqualTo(new EventBacklog.Messages(1, 1, 0, Optional.of(NOON)));
        assertThat(mailbox.there).as("it is on record").isEmpty();

        demographics.speak();
        demographics.record(mary(Mark.DECEASED));
        assertThat(application.apply()).as("not at once").isZero();
        now = now.plusSeconds(2);
        assertThat(application.apply()).isEqualTo(1);
        assertThat(certificate("A").suspension()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "standing", "conclude", "conclude, afterwards"})
    void whereverItBreaksOffNothingIsLostAndNothingIsAppliedTwice(String step) {
        given(entry("A"));
        following.follow();
        demographics.record(mary(Mark.DECEASED));
        mailbox.deliver(death("m-1", "e-1"));
        reception.receive();
        EventApplication dying =
                new EventApplication(new DyingMessages(step), holders, findings, demographics, 100, () -> now);

        assertThatThrownBy(dying::apply).isInstanceOf(EventsUnavailable.class);
        now = now.plus(EventApplication.CLAIM);
        application.apply();

        assertThat(findings.of(MARY).oldestFirst()).hasSize(1);
        assertThat(certificate("A").suspension()).isPresent();
        assertThat(conclusions()).containsExactly(EventConclusion.APPLIED);
        assertThat(reading.backlog().messages().unapplied()).isZero();
    }

    @Test
    void whatCannotBeAppliedHoldsUpNobodyElse() {
        given(entry("A"), entry("B").known(nhsNumber(101)));
        following.follow();
        demographics.record(known(nhsNumber(101), BIRTHDAY, Mark.DECEASED));
        mailbox.deliver(death("m-1", "e-1"));
        mailbox.deliver(death("m-2", "e-2").of(nhsNumber(101)));
        reception.receive();
        EventApplication faulty = new EventApplication(
                messages,
                holders,
                findings,
                number -> {
                    if (number.equals(MARY)) {
                        throw new IllegalStateException("a fault of ours");
                    }
                    return demographics.trace(number);
                },
                100,
                () -> now);

        assertThat(faulty.apply()).isEqualTo(1);
        assertThat(certificate("B").suspension()).isPresent();
        assertThat(reading.backlog().messages().unapplied()).isEqualTo(1);
    }

    /** The messages, until they are asked for one thing: then nobody hears whether it was done. */
    private final class DyingMessages implements EventMessages {

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

    private void reconcile() {
        following.follow();
        reconciliation.reconcile();
    }

    private void hear() {
        reception.receive();
        application.apply();
    }

    private void given(ExampleEntry... entries) {
        register.add(Arrays.stream(entries).map(ExampleEntry::taken).toList(), AUTHORSHIP);
    }

    private void revoke(String number) {
        register.revoke(entry(number).certificate().number(), new Revocation(TODAY, "lost"), AUTHORSHIP);
    }

    private ExemptionCertificate certificate(String number) {
        return register.certificate(entry(number).certificate().number())
                .orElseThrow()
                .certificate();
    }

    private FollowedHolder holder(NhsNumber number) {
        return reading.subscriptions(new SubscriptionQuery(Optional.of(number), Optional.empty(), 1, Optional.empty()))
                .holders()
                .get(0);
    }

    private List<EventConclusion> conclusions() {
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
