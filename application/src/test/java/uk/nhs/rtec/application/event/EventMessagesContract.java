package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.event.ExampleEvent.death;
import static uk.nhs.rtec.application.event.ExampleEvent.deathRemoved;
import static uk.nhs.rtec.application.event.ExampleEvent.found;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.event.ExampleEvent.other;
import static uk.nhs.rtec.application.event.ExampleEvent.unreadable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.application.event.EventMessages.Standing;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.proof.Bytes;

/** What every store of messages owes: each once, in order, concluded once and with all that was found, or not at all. */
public interface EventMessagesContract {

    Instant LATER = NOON.plus(Duration.ofMinutes(5));

    /** The messages under test; empty when a test begins. */
    EventMessages messages();

    /** The findings that they lead to. */
    FindingStore findings();

    /** How many bodies are kept. */
    int bodies();

    @Test
    default void aMessageIsOnRecordOnce() {
        assertThat(messages().known(List.of("m-1"))).isEmpty();
        assertThat(keep(death("m-1", "e-1"))).isTrue();
        assertThat(keep(death("m-1", "e-1"))).isFalse();

        assertThat(messages().known(List.of("m-1", "m-2"))).containsExactly("m-1");
        assertThat(messages().known(List.of())).isEmpty();
        assertThat(of(MARY)).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo("m-1");
            assertThat(message.workflow()).isEqualTo("DEATHNOTIFICATION_1");
            assertThat(message.receivedAt()).isEqualTo(NOON);
            assertThat(message.event()).contains(death("m-1", "e-1").event());
            assertThat(message.unreadable()).isEmpty();
            assertThat(message.conclusion()).isEmpty();
        });
    }

    @Test
    default void whateverTheMailboxSaysThatAMessageIsAboutItIsKept() {
        DeliveredMessage odd = new DeliveredMessage(
                "m-1",
                "\u0000".repeat(3) + "x".repeat(200),
                Bytes.ofText(""),
                new Content.Unreadable("y".repeat(1_000)));

        assertThat(messages().keep(odd, NOON)).isTrue();
        assertThat(messages().known(List.of("m-1"))).containsExactly("m-1");
    }

    @Test
    default void ofManyNodesThatKeepOneMessageAtOnceOneDoes() throws Exception {
        Callable<Boolean> keep = () -> keep(death("m-1", "e-1"));
        assertThat(AtOnce.call(Collections.nCopies(8, keep))).containsOnlyOnce(true);
        assertThat(messages().claim(10, NOON, LATER)).hasSize(1);
    }

    @Test
    default void everyKindOfEventIsReadBackAsItWas() {
        List<ExampleEvent> kept = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            kept.add(
                    kind == EventKind.DEATH
                            ? deathRemoved("m-" + kind, "e-" + kind.code())
                            : other("m-" + kind, "e-" + kind.code(), kind));
        }
        NationalEvent foreign = new NationalEvent(
                kept.get(0).event().id(), Optional.empty(), nhsNumber(7), Optional.empty(), NOON.plusNanos(1_000));
        kept.forEach(this::keep);
        messages().keep(new DeliveredMessage("m-foreign", "", Bytes.ofText("x"), new Content.Event(foreign)), NOON);

        assertThat(of(MARY))
                .extracting(message -> message.event().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(
                        kept.stream().map(ExampleEvent::event).toList());
        assertThat(messages()
                        .find(new EventQuery(Optional.of(nhsNumber(7)), Optional.empty(), 10, OptionalLong.empty()))
                        .messages())
                .extracting(message -> message.event().orElseThrow())
                .containsExactly(foreign);
    }

    @Test
    default void whatNobodyCanReadIsParkedAndNeverClaimed() {
        assertThat(messages().keep(unreadable("m-1"), NOON)).isTrue();

        assertThat(messages().claim(10, LATER, LATER)).isEmpty();
        assertThat(in(EventQuery.State.PARKED)).singleElement().satisfies(message -> {
            assertThat(message.event()).isEmpty();
            assertThat(message.unreadable()).contains("no XML");
            assertThat(message.conclusion()).contains(new KeptMessage.Concluded(EventConclusion.UNREADABLE, NOON));
        });
        assertThat(messages().count()).isEqualTo(new EventBacklog.Messages(1, 0, 1, Optional.empty()));
    }

    @Test
    default void eventsAreClaimedOnceTheOldestFirstAndOfEachPatientOnlyTheFirst() {
        keep(death("m-1", "e-1"), NOON);
        keep(deathRemoved("m-2", "e-2"), NOON.plusSeconds(1));
        keep(death("m-3", "e-3").of(nhsNumber(101)), NOON.plusSeconds(2));

        List<WaitingEvent> first = messages().claim(10, LATER, LATER.plusSeconds(60));
        assertThat(first).extracting(event -> event.event().id().value()).containsExactly("e-1", "e-3");
        assertThat(messages().claim(10, LATER, LATER.plusSeconds(60))).isEmpty();
        assertThat(messages().claim(10, LATER.plusSeconds(60), LATER.plusSeconds(120)))
                .as("whoever claimed them is gone")
                .isEqualTo(first);

        conclude(first.get(0), EventConclusion.APPLIED);
        assertThat(messages().claim(1, LATER, LATER.plusSeconds(60)))
                .extracting(event -> event.event().id().value())
                .containsExactly("e-2");
    }

    @Test
    default void ofManyWhoClaimEventsAtOnceEachGetsOthers() throws Exception {
        IntStream.range(0, 40).forEach(i -> keep(death("m-" + i, "e-" + i).of(nhsNumber(i))));
        Callable<List<WaitingEvent>> claim = () -> messages().claim(10, NOON, LATER);

        List<WaitingEvent> claimed = new ArrayList<>();
        AtOnce.call(List.of(claim, claim, claim, claim)).forEach(claimed::addAll);
        claimed.addAll(messages().claim(100, NOON, LATER));

        assertThat(claimed).doesNotHaveDuplicates().hasSize(40);
        assertThat(new HashSet<>(claimed)).hasSize(40);
    }

    @Test
    default void whatIsPostponedWaitsWithItsFailures() {
        keep(death("m-1", "e-1"));
        WaitingEvent event = claimed();

        messages().postpone(new WaitingEvent(event.place(), event.event(), 1), LATER);

        assertThat(messages().claim(10, LATER.minusSeconds(1), LATER)).isEmpty();
        assertThat(messages().claim(10, LATER, LATER.plusSeconds(1)))
                .containsExactly(new WaitingEvent(event.place(), event.event(), 1));
        assertThat(messages().count()).isEqualTo(new EventBacklog.Messages(1, 1, 0, Optional.of(NOON)));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventConclusion.class,
            names = {"UNREADABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    default void aMessageIsConcludedOnceAndItsBodyGoes(EventConclusion conclusion) {
        keep(death("m-1", "e-1"));
        assertThat(bodies()).isEqualTo(1);
        WaitingEvent event = claimed();

        assertThat(messages().conclude(event, conclusion, List.of(), LATER)).isTrue();
        assertThat(messages().conclude(event, conclusion, List.of(found(1, mary())), LATER))
                .isFalse();

        assertThat(of(MARY).get(0).conclusion()).contains(new KeptMessage.Concluded(conclusion, LATER));
        assertThat(findings().of(MARY)).isEqualTo(Findings.NONE);
        assertThat(bodies()).isZero();
        assertThat(messages().claim(10, LATER.plusSeconds(600), LATER)).isEmpty();
        assertThat(messages().count()).isEqualTo(new EventBacklog.Messages(1, 0, 0, Optional.empty()));
    }

    @Test
    default void aMessageIsConcludedWithAllThatWasFoundOrNotAtAll() {
        keep(death("m-1", "e-1"));
        WaitingEvent event = claimed();
        findings().add(found(1, mary()));

        assertThat(messages().conclude(event, EventConclusion.APPLIED, List.of(found(1, mary(Mark.DECEASED))), LATER))
                .isFalse();
        assertThat(of(MARY).get(0).conclusion()).isEmpty();
        assertThat(findings().of(MARY).oldestFirst()).hasSize(1);

        assertThat(messages().conclude(event, EventConclusion.APPLIED, List.of(found(2, mary(Mark.DECEASED))), LATER))
                .isTrue();
        assertThat(findings().of(MARY).deadSince()).contains(NOON.plusSeconds(2));
    }

    @Test
    default void ofManyNodesThatConcludeOneMessageAtOnceOneDoes() throws Exception {
        keep(death("m-1", "e-1"));
        WaitingEvent event = claimed();
        Callable<Boolean> conclude = () ->
                messages().conclude(event, EventConclusion.APPLIED, List.of(found(1, mary(Mark.DECEASED))), LATER);

        assertThat(AtOnce.call(Collections.nCopies(8, conclude))).containsOnlyOnce(true);

        assertThat(findings().of(MARY).oldestFirst()).hasSize(1);
    }

    @Test
    default void theSameEventInAnotherMessageIsARepetition() {
        keep(death("m-1", "e-1"));
        keep(death("m-2", "e-1"));
        WaitingEvent first = claimed();
        assertThat(messages().standing(first)).isEqualTo(Standing.NEW);
        conclude(first, EventConclusion.APPLIED);

        assertThat(messages().standing(claimed())).isEqualTo(Standing.REPEATED);
    }

    @Test
    default void anOlderEventOfThePatientAndKindIsOutdatedOnceALaterOneWasRead() {
        keep(death("m-1", "e-1").at(NOON.plusSeconds(2)));
        keep(deathRemoved("m-2", "e-2").at(NOON.plusSeconds(1)));
        keep(deathRemoved("m-3", "e-3").at(NOON.plusSeconds(2)));
        keep(other("m-4", "e-4", EventKind.RECORD_CHANGE).at(NOON));
        keep(death("m-5", "e-5").at(NOON).of(nhsNumber(101)));
        conclude(claimed(), EventConclusion.DEMOGRAPHICS_SAY_ALIVE);

        assertThat(standingThenConclude(EventConclusion.OUTDATED)).as("older").isEqualTo(Standing.OUTDATED);
        assertThat(standingThenConclude(EventConclusion.APPLIED)).as("as old").isEqualTo(Standing.NEW);
        assertThat(standingThenConclude(EventConclusion.APPLIED))
                .as("older, of another kind")
                .isEqualTo(Standing.NEW);
        assertThat(standingThenConclude(EventConclusion.APPLIED))
                .as("older, of another patient")
                .isEqualTo(Standing.NEW);
    }

    @Test
    default void aLaterEventForWhichNobodyWasAskedOutdatesNothing() {
        keep(death("m-1", "e-1").at(NOON.plusSeconds(2)));
        keep(death("m-2", "e-2").at(NOON.plusSeconds(1)));
        conclude(claimed(), EventConclusion.NOT_FOLLOWED);

        assertThat(messages().standing(claimed())).isEqualTo(Standing.NEW);
    }

    @Test
    default void bodiesThatNobodyCanReadGoAfterAWhileAndThoseThatWaitStay() {
        keep(death("m-1", "e-1"), NOON);
        messages().keep(unreadable("m-2"), NOON);
        messages().keep(unreadable("m-3"), LATER);

        messages().forgetBodies(LATER);

        assertThat(bodies()).isEqualTo(2);
        assertThat(in(EventQuery.State.PARKED)).hasSize(2);
    }

    @Test
    default void messagesAreFoundByStateThePagesNewestFirst() {
        IntStream.range(0, 5).forEach(i -> keep(death("m-" + i, "e-" + i).of(nhsNumber(i))));
        conclude(claimed(), EventConclusion.APPLIED);

        EventPage first = messages()
                .find(new EventQuery(Optional.empty(), Optional.of(EventQuery.State.WAITING), 3, OptionalLong.empty()));
        assertThat(first.messages()).extracting(KeptMessage::id).containsExactly("m-4", "m-3", "m-2");
        EventPage second = messages()
                .find(new EventQuery(Optional.empty(), Optional.of(EventQuery.State.WAITING), 3, first.next()));
        assertThat(second.messages()).extracting(KeptMessage::id).containsExactly("m-1");
        assertThat(second.next()).isEmpty();
    }

    private Standing standingThenConclude(EventConclusion conclusion) {
        WaitingEvent event = claimed();
        Standing standing = messages().standing(event);
        conclude(event, conclusion);
        return standing;
    }

    private boolean keep(ExampleEvent event) {
        return keep(event, NOON);
    }

    private boolean keep(ExampleEvent event, Instant at) {
        return messages().keep(event.delivered(), at);
    }

    private void conclude(WaitingEvent event, EventConclusion conclusion) {
        assertThat(messages().conclude(event, conclusion, List.of(), LATER)).isTrue();
    }

    private WaitingEvent claimed() {
        return messages().claim(1, LATER, LATER).get(0);
    }

    private List<KeptMessage> of(NhsNumber number) {
        return messages()
                .find(new EventQuery(Optional.of(number), Optional.empty(), 500, OptionalLong.empty()))
                .messages();
    }

    private List<KeptMessage> in(EventQuery.State state) {
        return messages()
                .find(new EventQuery(Optional.empty(), Optional.of(state), 500, OptionalLong.empty()))
                .messages();
    }
}
