package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.event.ExampleEvent.known;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.event.NationalSubscriptions.NoAnswer;
import uk.nhs.rtec.application.event.NationalSubscriptions.Refused;
import uk.nhs.rtec.application.event.NationalSubscriptions.Subscribing;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

final class SubscriptionReconciliationTest extends EventStory {

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
}
