package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.PHARMACY;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.Examples.everyKindOfCheck;
import static uk.nhs.rtec.application.Examples.prescription;
import static uk.nhs.rtec.application.Examples.undetermined;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every ledger of checks owes. */
public interface CheckLedgerContract {

    UUID REQUEST_ID = UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6");

    Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

    /** The ledger under test; empty when a test begins. */
    CheckLedger ledger();

    /** The same ledger, to be read. */
    CheckHistory history();

    @Test
    default void whatIsAppendedReadsBackEqualWhateverItSays() {
        for (ExampleCheck example : everyKindOfCheck()) {
            ConcludedCheck check = example.concluded();
            assertThat(ledger().append(check).concluded()).isEqualTo(check);
            assertThat(history().check(check.asked().id()))
                    .as("%s after %s", check.outcome(), check.findings())
                    .contains(new RecordedCheck(check));
        }
    }

    @Test
    default void aNameIsGivenToOneCheckOnly() {
        ConcludedCheck first = check().concluded();
        ledger().append(first);
        ConcludedCheck second =
                check().withId(first.asked().id().value()).of(prescription(1)).concluded();
        assertThatThrownBy(() -> ledger().append(second)).isInstanceOf(LedgerUnavailable.class);
        assertThat(history().check(first.asked().id())).contains(new RecordedCheck(first));
    }

    @Test
    default void checksWithoutARequestIdAreNobodysTwins() {
        ConcludedCheck first = check().concluded();
        ConcludedCheck second = check().concluded();
        ledger().append(first);
        assertThat(ledger().append(second).concluded()).isEqualTo(second);
        assertThat(onRecord()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void theFirstAnsweredCheckOfARequestIdStands() {
        ConcludedCheck first = check().withRequestId(REQUEST_ID).concluded();
        ConcludedCheck twin = check().withRequestId(REQUEST_ID)
                .ending(new NoExemptionFound())
                .askedAt(NOON.plusSeconds(1))
                .concluded();
        ledger().append(first);
        assertThat(ledger().append(twin).concluded()).isEqualTo(first);
        assertThat(onRecord()).containsExactly(first);
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, NOON)).contains(new RecordedCheck(first));
    }

    @Test
    default void aTwinThatAsksAboutSomethingElseGetsTheOneThatStandsToo() {
        ConcludedCheck first = check().withRequestId(REQUEST_ID).concluded();
        ledger().append(first);
        ConcludedCheck other =
                check().withRequestId(REQUEST_ID).of(prescription(1)).concluded();
        assertThat(ledger().append(other).concluded()).isEqualTo(first);
        assertThat(onRecord()).containsExactly(first);
    }

    @Test
    default void anUndeterminedCheckStandsUntilAnotherDoes() {
        ConcludedCheck silent =
                check().withRequestId(REQUEST_ID).ending(undetermined()).concluded();
        ledger().append(silent);
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, Instant.EPOCH)).contains(new RecordedCheck(silent));
        ConcludedCheck silentAgain = check().withRequestId(REQUEST_ID)
                .ending(undetermined())
                .askedAt(NOON.plusSeconds(1))
                .concluded();
        ledger().append(silentAgain);
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, Instant.EPOCH)).contains(new RecordedCheck(silentAgain));
        ConcludedCheck anew =
                check().withRequestId(REQUEST_ID).askedAt(NOON.plusSeconds(5)).concluded();
        assertThat(ledger().append(anew).concluded()).isEqualTo(anew);
        assertThat(onRecord()).containsExactly(anew, silentAgain, silent);
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, Instant.EPOCH)).contains(new RecordedCheck(anew));
    }

    @Test
    default void anUndeterminedCheckIsOnRecordEvenWhereAnAnswerStands() {
        ConcludedCheck answered = check().withRequestId(REQUEST_ID).concluded();
        ConcludedCheck silent = check().withRequestId(REQUEST_ID)
                .ending(undetermined())
                .askedAt(NOON.plusSeconds(1))
                .concluded();
        ledger().append(answered);
        assertThat(ledger().append(silent).concluded()).isEqualTo(silent);
        assertThat(onRecord()).containsExactly(silent, answered);
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, NOON)).contains(new RecordedCheck(answered));
    }

    @Test
    default void nothingStandsOfARequestIdThatIsNotOnRecord() {
        ledger().append(check().concluded());
        ledger().append(check().withRequestId(UUID.randomUUID()).concluded());
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, Instant.EPOCH)).isEmpty();
    }

    @Test
    default void anAnswerStandsFor24HoursToTheMicrosecond() {
        ConcludedCheck first =
                check().withRequestId(REQUEST_ID).answeredAt(NOON).concluded();
        ledger().append(first);
        Instant aDayLater = NOON.plus(Duration.ofHours(24));
        ConcludedCheck inTime =
                check().withRequestId(REQUEST_ID).answeredAt(aDayLater).concluded();
        assertThat(ledger().append(inTime).concluded()).isEqualTo(first);
        ConcludedCheck late = check().withRequestId(REQUEST_ID)
                .answeredAt(aDayLater.plus(MICROSECOND))
                .concluded();
        assertThat(ledger().append(late).concluded()).isEqualTo(late);
        assertThat(onRecord()).containsExactly(late, first);
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, NOON)).contains(new RecordedCheck(late));
        ConcludedCheck twinOfLate = check().withRequestId(REQUEST_ID)
                .answeredAt(aDayLater.plusSeconds(1))
                .concluded();
        assertThat(ledger().append(twinOfLate).concluded()).isEqualTo(late);
    }

    @Test
    default void nothingStandsThatWasAnsweredBeforeTheMomentAskedFor() {
        ledger().append(check().withRequestId(REQUEST_ID).answeredAt(NOON).concluded());
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, NOON)).isPresent();
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, NOON.plus(MICROSECOND)))
                .isEmpty();
    }

    @Test
    default void theSameRequestIdOfAnotherRequesterIsAnother() {
        List<Requester> requesters = List.of(
                PHARMACY,
                OTHER_PHARMACY,
                new Requester(new OdsCode("FX999"), PHARMACY.practitioner(), PHARMACY.system()),
                new Requester(PHARMACY.organisation(), new SdsUserId("555021935999"), PHARMACY.system()),
                new Requester(PHARMACY.organisation(), PHARMACY.practitioner(), new Asid("200000009999")));
        for (Requester requester : requesters) {
            ConcludedCheck check =
                    check().withRequestId(REQUEST_ID).by(requester).concluded();
            assertThat(ledger().standing(requester, REQUEST_ID, Instant.EPOCH)).isEmpty();
            assertThat(ledger().append(check).concluded()).isEqualTo(check);
            assertThat(ledger().standing(requester, REQUEST_ID, Instant.EPOCH)).contains(new RecordedCheck(check));
        }
        assertThat(onRecord()).hasSameSizeAs(requesters);
    }

    @Test
    default void ofManyAtOnceWithOneRequestIdOneIsOnRecordAndAllGetIt() throws Exception {
        List<ConcludedCheck> twins = Stream.generate(
                        () -> check().withRequestId(REQUEST_ID).concluded())
                .limit(16)
                .toList();
        List<RecordedCheck> answers = appendAtOnce(twins);
        assertThat(onRecord()).hasSize(1);
        assertThat(answers).containsOnly(new RecordedCheck(onRecord().get(0)));
        assertThat(ledger().standing(PHARMACY, REQUEST_ID, Instant.EPOCH)).contains(answers.get(0));
    }

    @Test
    default void ofManyAtOnceThatFollowAnOutdatedAnswerOneIsOnRecordAndAllGetIt() throws Exception {
        ConcludedCheck outdated = check().withRequestId(REQUEST_ID)
                .askedAt(NOON.minus(Duration.ofHours(25)))
                .concluded();
        ledger().append(outdated);
        List<RecordedCheck> answers = appendAtOnce(
                Stream.generate(() -> check().withRequestId(REQUEST_ID).concluded())
                        .limit(16)
                        .toList());
        assertThat(onRecord()).hasSize(2).endsWith(outdated);
        assertThat(answers).containsOnly(new RecordedCheck(onRecord().get(0)));
    }

    @Test
    default void manyAtOnceAreAllOnRecord() throws Exception {
        List<ConcludedCheck> checks = IntStream.range(0, 64)
                .mapToObj(i ->
                        i % 2 == 0 ? check().withRequestId(UUID.randomUUID()).concluded() : check().concluded())
                .toList();
        assertThat(appendAtOnce(checks))
                .containsExactlyElementsOf(
                        checks.stream().map(RecordedCheck::new).toList());
        assertThat(onRecord()).containsExactlyInAnyOrderElementsOf(checks);
    }

    private List<RecordedCheck> appendAtOnce(List<ConcludedCheck> checks) throws Exception {
        return AtOnce.call(checks.stream()
                .map(check -> (Callable<RecordedCheck>) () -> ledger().append(check))
                .toList());
    }

    private List<ConcludedCheck> onRecord() {
        return history().find(everyCheck().of(Examples.PRESCRIPTION).query()).checks().stream()
                .map(RecordedCheck.class::cast)
                .map(RecordedCheck::concluded)
                .toList();
    }
}
