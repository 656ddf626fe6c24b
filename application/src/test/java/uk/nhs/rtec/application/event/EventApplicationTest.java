package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.event.ExampleEvent.death;
import static uk.nhs.rtec.application.event.ExampleEvent.deathRemoved;
import static uk.nhs.rtec.application.event.ExampleEvent.known;
import static uk.nhs.rtec.application.event.ExampleEvent.mary;
import static uk.nhs.rtec.application.event.ExampleEvent.other;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;

final class EventApplicationTest extends EventStory {

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
}
