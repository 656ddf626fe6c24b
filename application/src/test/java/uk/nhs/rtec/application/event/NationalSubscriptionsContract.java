package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.Absent;
import uk.nhs.rtec.application.event.NationalSubscriptions.Looking.There;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Refused;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.Subscribed;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedBefore;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing.SubscribedNameless;
import uk.nhs.rtec.application.event.NationalSubscriptions.Unsubscribing.Ended;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What every {@link NationalSubscriptions} owes. */
public interface NationalSubscriptionsContract {

    /** Somebody. */
    NhsNumber PATIENT = new NhsNumber("9990000018");

    /** Somebody else. */
    NhsNumber NEIGHBOUR = new NhsNumber("9990000026");

    /** When a subscription ends by itself. */
    Instant END = Instant.parse("2028-03-31T22:59:59Z");

    /** A subscription that nobody made. */
    SubscriptionId NOBODYS = new SubscriptionId("00000000000000000000000000000000");

    /** The subscriptions under test, of which there are none at first. */
    NationalSubscriptions subscriptions();

    /** From now on whoever subscribes twice is not told what the first subscription is called. */
    void keepsNamesToItself();

    /** This subscription's own end has come. */
    void reachesItsEnd(SubscriptionId id);

    /** From now on nothing is done, for this reason of Spine's. */
    void refuses(String code);

    /** From now on there is no answer, for this reason. */
    void fallsSilent(Silence silence);

    /** Subscribes and gives the new subscription's id. */
    default SubscriptionId subscribed(NhsNumber patient) {
        Subscribing answer = subscriptions().subscribe(patient, END);
        assertThat(answer).isInstanceOf(Subscribed.class);
        return ((Subscribed) answer).id();
    }

    @Test
    default void aNewSubscriptionIsThereAndActive() {
        SubscriptionId id = subscribed(PATIENT);

        assertThat(subscriptions().look(id)).isEqualTo(new There(true));
    }

    @Test
    default void everyPatientHasAnother() {
        SubscriptionId one = subscribed(PATIENT);
        SubscriptionId other = subscribed(NEIGHBOUR);
        subscriptions().unsubscribe(other);

        assertThat(one).isNotEqualTo(other);
        assertThat(subscriptions().look(one)).isEqualTo(new There(true));
    }

    @Test
    default void theSecondTimeTheFirstIsNamed() {
        SubscriptionId id = subscribed(PATIENT);

        assertThat(subscriptions().subscribe(PATIENT, END.plusSeconds(60))).isEqualTo(new SubscribedBefore(id));
    }

    @Test
    default void theSecondTimeTheFirstMayStayNameless() {
        subscribed(PATIENT);
        keepsNamesToItself();

        assertThat(subscriptions().subscribe(PATIENT, END)).isEqualTo(new SubscribedNameless());
    }

    @Test
    default void whatHasEndedIsNotThereAnyMoreAndEndsAsOftenAsIsAsked() {
        SubscriptionId id = subscribed(PATIENT);

        assertThat(subscriptions().unsubscribe(id)).isEqualTo(new Ended());
        assertThat(subscriptions().look(id)).isEqualTo(new Absent());
        assertThat(subscriptions().unsubscribe(id)).isEqualTo(new Ended());
    }

    @Test
    default void whoHasEndedASubscriptionCanSubscribeAgain() {
        SubscriptionId first = subscribed(PATIENT);
        subscriptions().unsubscribe(first);

        assertThat(subscribed(PATIENT)).isNotEqualTo(first);
    }

    @Test
    default void whatReachesItsEndIsThereAndBringsNothing() {
        SubscriptionId id = subscribed(PATIENT);
        reachesItsEnd(id);

        assertThat(subscriptions().look(id)).isEqualTo(new There(false));
    }

    @Test
    default void whatNobodyMadeIsNotThereAndHasEnded() {
        assertThat(subscriptions().look(NOBODYS)).isEqualTo(new Absent());
        assertThat(subscriptions().unsubscribe(NOBODYS)).isEqualTo(new Ended());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCESS_DENIED", "ASID_CHECK_FAILED", "MISSING_OR_INVALID_HEADER"})
    default void aRefusalTellsItsReason(String code) {
        SubscriptionId id = subscribed(PATIENT);
        refuses(code);

        assertThat(subscriptions().subscribe(NEIGHBOUR, END)).isEqualTo(new Refused(code));
        assertThat(subscriptions().look(id)).isEqualTo(new Refused(code));
        assertThat(subscriptions().unsubscribe(id)).isEqualTo(new Refused(code));
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    default void silenceIsAnAnswerAndNeverAnException(Silence silence) {
        fallsSilent(silence);

        assertThat(subscriptions().subscribe(PATIENT, END)).isEqualTo(new NoAnswer(silence));
        assertThat(subscriptions().look(NOBODYS)).isEqualTo(new NoAnswer(silence));
        assertThat(subscriptions().unsubscribe(NOBODYS)).isEqualTo(new NoAnswer(silence));
    }
}
