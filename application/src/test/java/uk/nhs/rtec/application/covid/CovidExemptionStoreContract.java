package uk.nhs.rtec.application.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.covid.CovidExemptionStore.Taken.ADDED;
import static uk.nhs.rtec.application.covid.CovidExemptionStore.Taken.OTHER_RECORD;
import static uk.nhs.rtec.application.covid.CovidExemptionStore.Taken.UNCHANGED;
import static uk.nhs.rtec.application.covid.ExampleCovid.IMOGEN;
import static uk.nhs.rtec.application.covid.ExampleCovid.OTHER;
import static uk.nhs.rtec.application.covid.ExampleCovid.exemption;
import static uk.nhs.rtec.application.covid.ExampleCovid.unverified;
import static uk.nhs.rtec.application.covid.ExampleCovid.verified;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.HeldExemption;
import uk.nhs.rtec.domain.covid.Standing;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every store of COVID-19 exemptions owes. */
public interface CovidExemptionStoreContract extends CovidExemptionSourceContract {

    Officer OFFICER = new Officer(new OdsCode("T1450"), new SdsUserId("555200000103"));

    /** The store under test; empty when a test begins. */
    CovidExemptionStore store();

    @Override
    default void holds(NhsNumber number, List<CovidExemption> exemptions) {
        store().add(exemptions);
        exemptions.forEach(exemption -> store().keep(verified(exemption)));
    }

    @Override
    default Instant now() {
        return NOON;
    }

    @Test
    default void aRecordIsTakenInOnceAndStaysAsItWasCaptured() {
        CovidExemption other = exemption("1", IMOGEN, CovidStatus.DECLINED_FOR_VACCINATION, Optional.empty());

        assertThat(store().add(List.of(exemption("1"), exemption("2"), exemption("1"), other)))
                .containsExactly(ADDED, ADDED, UNCHANGED, OTHER_RECORD);
        store().keep(verified(exemption("1")));
        assertThat(store().add(List.of(exemption("1"), other))).containsExactly(UNCHANGED, OTHER_RECORD);
        assertThat(store().find(exemption("1").id()))
                .map(HeldExemption::captured)
                .hasValue(exemption("1"));
        assertThat(store().add(List.of())).isEmpty();
    }

    @Test
    default void recordIdsThatDifferInCaseAreTwo() {
        assertThat(store().add(List.of(exemption("a"), exemption("A")))).containsExactly(ADDED, ADDED);
    }

    @Test
    default void everyDetailComesBackAsItWasTakenIn() {
        List<CovidExemption> exemptions = Arrays.stream(CovidStatus.values())
                .flatMap(status -> List.of(
                        exemption("o." + status.code(), IMOGEN, status, Optional.empty()),
                        exemption(
                                "e." + status.code(),
                                OTHER,
                                status,
                                Optional.of(Instant.parse("9999-12-30T23:59:59Z"))))
                        .stream())
                .toList();
        store().add(exemptions);

        assertThat(exemptions).allSatisfy(exemption -> assertThat(store().find(exemption.id()))
                .hasValue(HeldExemption.takenIn(exemption)));
    }

    @Test
    default void onlyWhatIsVerifiedAndCurrentIsFound() {
        CovidExemption ended =
                exemption("ended", IMOGEN, CovidStatus.EXEMPT_FROM_VACCINATION, Optional.of(NOON.minusSeconds(1)));
        CovidExemption one = exemption("1");
        CovidExemption two = exemption(
                "2", IMOGEN, CovidStatus.DECLINED_FOR_VACCINATION_AND_TESTING, Optional.of(NOON.plusSeconds(1)));
        CovidExemption removed = exemption("removed");
        store().add(List.of(two, one, ended, removed, exemption("pending"), exemption("unverified")));
        store().add(List.of(exemption("other", OTHER, CovidStatus.EXEMPT_FROM_VACCINATION, Optional.empty())));
        List.of(one, two, ended, removed).forEach(each -> store().keep(verified(each)));
        store().keep(unverified(exemption("unverified")));
        store().keep(next(removed, held -> held.removed(Standing.RemovalReason.NO_LONGER_REQUIRED)));

        assertThat(source().currentOf(IMOGEN, byApp(), NOON)
                        .<List<CovidExemption>>map(held -> held.exemptions(), no -> List.of()))
                .containsExactly(one, two);
    }

    @Test
    default void aChangeIsKeptOnceAndByWhomDoesNotHideIt() {
        CovidExemption exemption = exemption("1");
        store().add(List.of(exemption));

        assertThat(store().keep(unverified(exemption))).isTrue();
        assertThat(store().keep(verified(exemption))).isFalse();
        assertThat(store().find(exemption.id()))
                .map(HeldExemption::standing)
                .hasValue(new Standing.Unverified(Standing.Mismatch.NUMBER_SUPERSEDED));
        assertThat(store().keep(next(exemption, HeldExemption::rejected))).isTrue();
        assertThat(store().find(exemption.id())).map(HeldExemption::standing).hasValue(new Standing.Rejected());
    }

    @Test
    default void ofTwoWhoChangeARecordAtOnceOneDoes() throws Exception {
        for (int round = 0; round < 10; round++) {
            CovidExemption exemption = exemption("R" + round);
            store().add(List.of(exemption));
            assertThat(AtOnce.call(List.of(
                            () -> store().keep(verified(exemption)), () -> store().keep(unverified(exemption)))))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    default void ofOneListTakenInByTwoAtOnceEachRecordIsAddedOnce() throws Exception {
        List<CovidExemption> list =
                IntStream.range(0, 200).mapToObj(i -> exemption("D" + i)).toList();
        List<CovidExemption> backwards = new ArrayList<>(list);
        Collections.reverse(backwards);

        List<List<CovidExemptionStore.Taken>> taken =
                AtOnce.call(List.of(() -> store().add(list), () -> store().add(backwards)));

        assertThat(taken.stream().flatMap(List::stream).filter(ADDED::equals)).hasSize(200);
    }

    @Test
    default void thePendingAndTheUnverifiedArePagedInTheOrderOfTheirIds() {
        List<CovidExemption> all =
                IntStream.range(0, 9).mapToObj(i -> exemption("P" + i)).toList();
        store().add(all);
        List.of(1, 4, 7).forEach(i -> store().keep(unverified(all.get(i))));
        List.of(2, 5).forEach(i -> store().keep(verified(all.get(i))));
        store().keep(next(all.get(7), HeldExemption::confirmed));

        assertThat(ids(store().pending(Optional.empty(), 3))).containsExactly("P0", "P3", "P6");
        assertThat(ids(store().pending(Optional.of(all.get(6).id()), 3))).containsExactly("P8");
        assertThat(ids(store().unverified(Optional.empty(), 3))).containsExactly("P1", "P4");
        assertThat(ids(store().unverified(Optional.of(all.get(1).id()), 3))).containsExactly("P4");
    }

    private static List<String> ids(List<HeldExemption> page) {
        return page.stream().map(held -> held.captured().id().value()).toList();
    }

    /** What an officer makes of the record as it stands. */
    private CovidChange next(
            CovidExemption exemption, java.util.function.Function<HeldExemption, Optional<HeldExemption>> decision) {
        HeldExemption held = store().find(exemption.id()).orElseThrow();
        return new CovidChange(decision.apply(held).orElseThrow(), NOON.plusSeconds(5), Optional.of(OFFICER));
    }
}
