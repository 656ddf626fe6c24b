package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.AUTHORSHIP;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.event.SubscriptionCall.What;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** What every store of followed holders owes: who is wanted, by the register; of two who are at one holder, one; nothing forgotten. */
public interface FollowedHoldersContract {

    Duration LOOK_AGAIN = Duration.ofDays(30_000);

    Instant LATER = NOON.plus(Duration.ofMinutes(5));

    /** The store under test; nobody is followed when a test begins. */
    FollowedHolders holders();

    /** Fills the register. */
    CertificateStore store();

    /** Revokes in it. */
    CertificateRecords records();

    @ParameterizedTest(name = "{0} to {1}: {3}")
    @CsvSource({
        // days of the certificate, counted from today; until when the holder is wanted
        "-10,  10,   2027-06-11, a certificate of today",
        "5,    10,   2027-06-11, one of tomorrow",
        "-500, -300, 2026-08-05, one that ended within twelve months",
        "-500, -365, 2026-06-01, one that ended twelve months ago to the day",
        "-500, -366, -,          one that ended before that",
    })
    default void aHolderIsWantedUntilTwelveMonthsAfterTheLastDay(int from, int to, String until, String remark) {
        given(entry("A").valid(TODAY.plusDays(from), TODAY.plusDays(to)));

        FollowedHolders.Lap lap = holders().follow(Optional.empty(), 10, NOON);

        assertThat(lap.last()).contains(MARY);
        assertThat(all())
                .as(remark)
                .isEqualTo(
                        until.equals("-")
                                ? List.of()
                                : List.of(FollowedHolder.wanted(MARY, LocalDate.parse(until), NOON)));
        assertThat(lap.changed()).isEqualTo(all().size());
    }

    @Test
    default void onlyHoldersWithANumberAreWantedAndEachOnce() {
        given(
                entry("A"),
                entry("B").valid(TODAY, TODAY.plusYears(3)),
                entry("C").as(Relationship.PARTNER).known(nhsNumber(101)),
                entry("D").as(Relationship.DEPENDANT).known(nhsNumber(103)),
                entry("E").withoutNumber());

        assertThat(holders().follow(Optional.empty(), 10, NOON).changed()).isEqualTo(1);

        assertThat(all()).containsExactly(FollowedHolder.wanted(MARY, TODAY.plusYears(4), NOON));
        assertThat(holders().follow(Optional.of(MARY), 10, NOON).last()).isEmpty();
        assertThat(holders().follow(Optional.empty(), 10, LATER).changed()).isZero();
    }

    @Test
    default void aWalkGoesOnWhereItEnded() {
        given(IntStream.range(0, 5)
                .mapToObj(i -> entry("A" + i).known(nhsNumber(100 + i)))
                .toArray(ExampleEntry[]::new));
        Set<NhsNumber> seen = new HashSet<>();
        Optional<NhsNumber> last = Optional.empty();
        do {
            FollowedHolders.Lap lap = holders().follow(last, 2, NOON);
            last = lap.last();
            last.ifPresent(number -> assertThat(seen.add(number)).isTrue());
        } while (last.isPresent());

        assertThat(seen).hasSize(3);
        assertThat(all()).extracting(FollowedHolder::number).containsExactlyInAnyOrder(numbers(5));
    }

    @Test
    default void aHolderOfARevokedCertificateIsWantedUntilItIsRevoked() {
        given(entry("A"), entry("B").known(nhsNumber(101)));
        holders().follow(Optional.empty(), 10, NOON);
        keep(subscribed(MARY, "s-1"));

        revoke("A", TODAY);
        revoke("B", TODAY.plusDays(30));
        assertThat(holders().follow(Optional.empty(), 10, LATER).changed()).isEqualTo(2);

        assertThat(of(MARY).state()).isEqualTo(FollowState.TO_END);
        assertThat(of(MARY).subscription()).contains(new SubscriptionId("s-1"));
        assertThat(of(nhsNumber(101)).state()).isEqualTo(FollowState.TO_SUBSCRIBE);
        assertThat(of(nhsNumber(101)).wantedUntil()).isEqualTo(TODAY.plusDays(29));
    }

    @Test
    default void whoWasNeverAskedForAndIsNotWantedAnyMoreIsDoneWith() {
        given(entry("A"));
        holders().follow(Optional.empty(), 10, NOON);
        revoke("A", TODAY);
        holders().follow(Optional.empty(), 10, LATER);

        assertThat(of(MARY).state()).isEqualTo(FollowState.ENDED);
        assertThat(of(MARY).due()).isEmpty();
        assertThat(holders().followedAs(MARY)).isEmpty();
    }

    @Test
    default void aFurtherCertificateMakesASubscriptionTooShort() {
        given(entry("A").valid(TODAY, TODAY.plusDays(10)));
        holders().follow(Optional.empty(), 10, NOON);
        keep(subscribed(MARY, "s-1"));

        given(entry("B").valid(TODAY, TODAY.plusYears(1)));
        holders().follow(Optional.empty(), 10, LATER);

        assertThat(of(MARY).state()).isEqualTo(FollowState.TO_RENEW);
        assertThat(of(MARY).due()).contains(LATER);
    }

    @Test
    default void newsAreWhatWasTakenInOrRevokedSince() {
        given(entry("A"), entry("B").known(nhsNumber(101)));
        holders().follow(Optional.empty(), 10, NOON);
        store().add(List.of(entry("C").known(nhsNumber(103)).taken()), new Authorship(AUTHORSHIP.officer(), LATER));
        records()
                .revoke(
                        entry("B").certificate().number(),
                        new Revocation(TODAY, "lost"),
                        new Authorship(AUTHORSHIP.officer(), LATER));

        assertThat(holders().followSince(LATER.plusSeconds(1), 10, LATER))
                .isEqualTo(new FollowedHolders.News(0, false));
        assertThat(holders().followSince(LATER, 1, LATER).more()).isTrue();
        assertThat(holders().followSince(LATER, 2, LATER).more()).isFalse();

        assertThat(of(nhsNumber(101)).state()).isEqualTo(FollowState.ENDED);
        assertThat(of(nhsNumber(103)).state()).isEqualTo(FollowState.TO_SUBSCRIBE);
    }

    @Test
    default void whoIsDueIsClaimedOnceTheLongestDueFirst() {
        given(entry("A"), entry("B").known(nhsNumber(101)), entry("C").known(nhsNumber(103)));
        holders().follow(Optional.empty(), 10, NOON);
        FollowedHolder early = of(nhsNumber(103));
        keep(early.claimedUntil(NOON.minusSeconds(60), NOON));

        assertThat(holders().claim(10, NOON.minusSeconds(61), LATER)).isEmpty();
        assertThat(holders().claim(1, NOON, LATER))
                .extracting(FollowedHolder::number)
                .containsExactly(nhsNumber(103));
        assertThat(holders().claim(10, NOON, LATER)).hasSize(2);
        assertThat(holders().claim(10, NOON, LATER)).isEmpty();
        assertThat(holders().claim(10, LATER, LATER.plusSeconds(60)))
                .as("whoever claimed them is gone")
                .hasSize(3);
    }

    @Test
    default void ofManyWhoClaimAtOnceEachGetsOthers() throws Exception {
        given(IntStream.range(0, 40)
                .mapToObj(i -> entry("A" + i).known(nhsNumber(100 + i)))
                .toArray(ExampleEntry[]::new));
        holders().follow(Optional.empty(), 100, NOON);
        Callable<List<FollowedHolder>> claim = () -> holders().claim(10, NOON, LATER);

        List<NhsNumber> claimed = Stream.concat(
                        AtOnce.call(List.of(claim, claim, claim, claim)).stream()
                                .flatMap(List::stream),
                        holders().claim(100, NOON, LATER).stream())
                .map(FollowedHolder::number)
                .toList();

        assertThat(claimed).doesNotHaveDuplicates().hasSize(40);
    }

    @ParameterizedTest
    @EnumSource(FollowState.class)
    default void whateverIsKnownOfAHolderIsKept(FollowState state) {
        given(entry("A"));
        holders().follow(Optional.empty(), 10, NOON);
        FollowedHolder whole = new FollowedHolder(
                MARY,
                TODAY.plusYears(2),
                state,
                Optional.of(nhsNumber(102)),
                Optional.of(new SubscriptionId("5f3d-1.2")),
                Optional.of(TODAY.plusYears(1)),
                Optional.of("ACCESS_DENIED"),
                3,
                Optional.of(LATER.plusNanos(1_000)),
                LATER,
                2);
        assertThat(holders().keep(whole, Optional.empty())).isTrue();
        assertThat(of(MARY)).isEqualTo(whole);
        FollowedHolder bare = new FollowedHolder(
                MARY,
                TODAY,
                FollowState.TO_SUBSCRIBE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                LATER,
                3);
        keep(bare);
        assertThat(of(MARY)).isEqualTo(bare);
    }

    @Test
    default void ofTwoWhoChangeOneHolderOneWins() {
        given(entry("A"));
        holders().follow(Optional.empty(), 10, NOON);
        FollowedHolder read = of(MARY);
        SubscriptionCall call = new SubscriptionCall(
                What.SUBSCRIBE, MARY, Optional.of(LATER), NOON, "SUBSCRIBED", Optional.of(new SubscriptionId("s-1")));

        assertThat(holders().keep(read.subscribed(new SubscriptionId("s-1"), LOOK_AGAIN, NOON), Optional.of(call)))
                .isTrue();
        assertThat(holders().keep(read.parked("ACCESS_DENIED", NOON), Optional.of(call)))
                .isFalse();

        assertThat(of(MARY).state()).isEqualTo(FollowState.ACTIVE);
        assertThat(calls()).as("what was asked stays on record").containsExactly(call, call);
    }

    /** Everything on record of what was asked of the events service. */
    List<SubscriptionCall> calls();

    @Test
    default void aHolderIsKnownByTheirNumberAndByTheOneThatWasAskedFor() {
        given(entry("A"), entry("B").known(nhsNumber(101)));
        holders().follow(Optional.empty(), 10, NOON);
        keep(of(MARY).asking(nhsNumber(102), NOON));

        assertThat(holders().followedAs(MARY)).containsExactly(of(MARY));
        assertThat(holders().followedAs(nhsNumber(102))).containsExactly(of(MARY));
        assertThat(holders().followedAs(nhsNumber(104))).isEmpty();
    }

    @Test
    default void aSubscriptionOfTwoIsShared() {
        given(entry("A"), entry("B").known(nhsNumber(101)), entry("C").known(nhsNumber(103)));
        holders().follow(Optional.empty(), 10, NOON);
        keep(subscribed(MARY, "s-1"));
        assertThat(holders().isShared(of(MARY))).isFalse();
        assertThat(holders().isShared(of(nhsNumber(101))))
                .as("nothing is not shared")
                .isFalse();
        keep(subscribed(nhsNumber(101), "s-1"));
        keep(subscribed(nhsNumber(103), "s-3"));

        assertThat(holders().isShared(of(MARY))).isTrue();
        assertThat(holders().isShared(of(nhsNumber(103)))).isFalse();
    }

    @Test
    default void holdersAreFoundByStateAPageAtATime() {
        given(IntStream.range(0, 5)
                .mapToObj(i -> entry("A" + i).known(nhsNumber(100 + i)))
                .toArray(ExampleEntry[]::new));
        holders().follow(Optional.empty(), 10, NOON);
        keep(of(nhsNumber(103)).parked("ACCESS_DENIED", NOON));

        SubscriptionPage first = holders().find(in(FollowState.TO_SUBSCRIBE, 3, Optional.empty()));
        assertThat(first.holders()).hasSize(3);
        SubscriptionPage second = holders().find(in(FollowState.TO_SUBSCRIBE, 3, first.next()));
        assertThat(second.holders()).hasSize(1);
        assertThat(second.next()).isEmpty();
        assertThat(holders().find(in(FollowState.PARKED, 1, Optional.empty())))
                .isEqualTo(new SubscriptionPage(List.of(of(nhsNumber(103))), Optional.empty()));
    }

    @Test
    default void theyAreCounted() {
        given(IntStream.range(0, 8)
                .mapToObj(i -> entry("A" + i).known(nhsNumber(100 + i)))
                .toArray(ExampleEntry[]::new));
        holders().follow(Optional.empty(), 10, NOON);
        keep(subscribed(nhsNumber(101), "s-1"));
        keep(subscribed(nhsNumber(102), "s-2").claimedAgain());
        keep(of(nhsNumber(103)).parked("ACCESS_DENIED", NOON));
        keep(of(nhsNumber(104)).unsubscribable("UNKNOWN", NOON));
        keep(of(nhsNumber(105)).unsubscribed(FollowState.ENDED, NOON));
        revokeAndFollow(106);

        assertThat(holders().count(NOON)).isEqualTo(new EventBacklog.Subscriptions(6, 2, 2, 0, 1, 1));
        assertThat(holders().count(NOON.plus(Duration.ofDays(3_650))))
                .as("when nobody is wanted any more")
                .isEqualTo(new EventBacklog.Subscriptions(4, 0, 2, 2, 1, 1));
    }

    private void revokeAndFollow(int index) {
        revoke("A" + (index - 100), TODAY);
        holders().follow(Optional.empty(), 100, NOON);
    }

    private FollowedHolderInTest subscribed(NhsNumber number, String id) {
        return new FollowedHolderInTest(of(number).subscribed(new SubscriptionId(id), LOOK_AGAIN, NOON));
    }

    /** A holder about to be kept. */
    record FollowedHolderInTest(FollowedHolder holder) {

        /** Still active, but long due to be ended. */
        FollowedHolder claimedAgain() {
            return new FollowedHolder(
                    holder.number(),
                    holder.wantedUntil(),
                    holder.state(),
                    holder.asked(),
                    holder.subscription(),
                    holder.subscribedUntil(),
                    holder.reason(),
                    0,
                    Optional.of(NOON.minusSeconds(1)),
                    NOON,
                    holder.version());
        }
    }

    private void keep(FollowedHolderInTest changed) {
        keep(changed.holder());
    }

    private void keep(FollowedHolder changed) {
        assertThat(holders().keep(changed, Optional.empty())).isTrue();
    }

    private void given(ExampleEntry... entries) {
        assertThat(store().add(Arrays.stream(entries).map(ExampleEntry::taken).toList(), AUTHORSHIP))
                .containsOnly(CertificateStore.Taken.ADDED);
    }

    private void revoke(String number, LocalDate from) {
        assertThat(records().revoke(entry(number).certificate().number(), new Revocation(from, "lost"), AUTHORSHIP))
                .isEqualTo(CertificateRecords.Revoked.REVOKED);
    }

    private FollowedHolder of(NhsNumber number) {
        return holders()
                .find(new SubscriptionQuery(Optional.of(number), Optional.empty(), 1, Optional.empty()))
                .holders()
                .get(0);
    }

    private List<FollowedHolder> all() {
        return Arrays.stream(FollowState.values())
                .flatMap(state -> holders().find(in(state, 500, Optional.empty())).holders().stream())
                .toList();
    }

    private static SubscriptionQuery in(FollowState state, int limit, Optional<NhsNumber> after) {
        return new SubscriptionQuery(Optional.empty(), Optional.of(state), limit, after);
    }

    private static NhsNumber[] numbers(int count) {
        assertThat(LocalDate.ofInstant(NOON, ZoneOffset.UTC)).isEqualTo(TODAY);
        return IntStream.range(0, count).mapToObj(i -> nhsNumber(100 + i)).toArray(NhsNumber[]::new);
    }
}
