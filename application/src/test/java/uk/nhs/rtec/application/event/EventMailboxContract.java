package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.application.event.EventMailbox.Collecting;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Collected;
import uk.nhs.rtec.application.event.EventMailbox.Collecting.Gone;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.application.event.EventMailbox.NoAnswer;
import uk.nhs.rtec.application.event.EventMailbox.Waiting.Listed;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What every {@link EventMailbox} owes. */
public interface EventMailboxContract {

    /** The name of a message. */
    String MESSAGE = "20260210083016120000_00A1B2";

    /** The name of a later message. */
    String LATER = "20260210083017450000_00A1B3";

    /** A death as the registrar notifies it. */
    NationalEvent DEATH = new NationalEvent(
            new EventId("0d6f9d3c-6d0e-4d3e-8b0a-5a1c2b3d4e01"),
            Optional.of(EventKind.DEATH),
            new NhsNumber("9990000018"),
            Optional.of(DeathStatus.FORMAL),
            Instant.parse("2026-02-10T08:30:15.120Z"));

    /** The mailbox under test, in which nothing waits at first. */
    EventMailbox mailbox();

    /** This message waits from now on, after all others. */
    void arrives(String messageId, String workflow, NationalEvent event);

    /** A message waits from now on, after all others, that is no event. */
    void arrivesUnreadable(String messageId, String workflow);

    /** From now on there is no answer, for this reason. */
    void fallsSilent(Silence silence);

    /** Collects a message that is there. */
    default DeliveredMessage collected(String messageId) {
        Collecting answer = mailbox().collect(messageId);
        assertThat(answer).isInstanceOf(Collected.class);
        return ((Collected) answer).message();
    }

    @Test
    default void nothingWaitsAtFirst() {
        assertThat(mailbox().waiting()).isEqualTo(new Listed(List.of()));
    }

    @Test
    default void messagesWaitInTheOrderOfTheirArrivalUntilTheyAreAcknowledged() {
        arrives(MESSAGE, "DEATHNOTIFICATION_1", DEATH);
        arrivesUnreadable(LATER, "DEATHNOTIFICATION_1");

        assertThat(mailbox().waiting()).isEqualTo(new Listed(List.of(MESSAGE, LATER)));
        mailbox().collect(MESSAGE);
        assertThat(mailbox().waiting()).isEqualTo(new Listed(List.of(MESSAGE, LATER)));
        assertThat(mailbox().acknowledge(MESSAGE)).isEmpty();
        assertThat(mailbox().waiting()).isEqualTo(new Listed(List.of(LATER)));
    }

    /** Every kind there is, the other services' that mean nothing here, and each state of a death. */
    static Stream<Arguments> everyEvent() {
        return Stream.of(
                Arguments.of("DEATHNOTIFICATION_1", DEATH),
                Arguments.of("DEATHNOTIFICATION_1", death(DeathStatus.INFORMAL)),
                Arguments.of("DEATHNOTIFICATION_1", death(DeathStatus.REMOVED)),
                Arguments.of("CHANGEOFADDRESS_1", event(Optional.of(EventKind.CHANGE_OF_ADDRESS))),
                Arguments.of("PDSRECORDCHANGE_1", event(Optional.of(EventKind.RECORD_CHANGE))),
                Arguments.of("BIRTHNOTIFICATION_1", event(Optional.of(EventKind.BIRTH))),
                Arguments.of("CHANGEOFGP_1", event(Optional.of(EventKind.CHANGE_OF_GP))),
                Arguments.of("CHANGEOFGP_1", event(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    default void everyEventIsReadAsItWasSent(String workflow, NationalEvent event) {
        arrives(MESSAGE, workflow, event);

        DeliveredMessage message = collected(MESSAGE);

        assertThat(message.id()).isEqualTo(MESSAGE);
        assertThat(message.workflow()).isEqualTo(workflow);
        assertThat(message.content()).isEqualTo(new Content.Event(event));
        assertThat(message.body().length()).isPositive();
    }

    @Test
    default void aMessageCanBeCollectedAgain() {
        arrives(MESSAGE, "DEATHNOTIFICATION_1", DEATH);

        assertThat(mailbox().collect(MESSAGE)).isEqualTo(mailbox().collect(MESSAGE));
    }

    @Test
    default void whatIsNoEventIsCollectedWholeAndSaysWhy() {
        arrivesUnreadable(MESSAGE, "CHANGEOFADDRESS_1");

        DeliveredMessage message = collected(MESSAGE);

        assertThat(message.workflow()).isEqualTo("CHANGEOFADDRESS_1");
        assertThat(message.body().length()).isPositive();
        assertThat(message.content().<String>map(event -> "", Content.Unreadable::why))
                .isNotBlank();
    }

    @Test
    default void whatWasAcknowledgedIsGoneAndIsAcknowledgedAsOftenAsIsAsked() {
        arrives(MESSAGE, "DEATHNOTIFICATION_1", DEATH);

        assertThat(mailbox().acknowledge(MESSAGE)).isEmpty();
        assertThat(mailbox().collect(MESSAGE)).isEqualTo(new Gone());
        assertThat(mailbox().acknowledge(MESSAGE)).isEmpty();
    }

    @Test
    default void whatNeverWasThereIsGone() {
        assertThat(mailbox().collect(LATER)).isEqualTo(new Gone());
        assertThat(mailbox().acknowledge(LATER)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    default void silenceIsAnAnswerAndNeverAnException(Silence silence) {
        arrives(MESSAGE, "DEATHNOTIFICATION_1", DEATH);
        fallsSilent(silence);

        assertThat(mailbox().waiting()).isEqualTo(new NoAnswer(silence));
        assertThat(mailbox().collect(MESSAGE)).isEqualTo(new NoAnswer(silence));
        assertThat(mailbox().acknowledge(MESSAGE)).contains(silence);
    }

    /** The same death in another state. */
    private static NationalEvent death(DeathStatus status) {
        return new NationalEvent(DEATH.id(), DEATH.kind(), DEATH.patient(), Optional.of(status), DEATH.lastUpdated());
    }

    /** An event of another kind about the same patient. */
    private static NationalEvent event(Optional<EventKind> kind) {
        return new NationalEvent(DEATH.id(), kind, DEATH.patient(), Optional.empty(), DEATH.lastUpdated());
    }
}
