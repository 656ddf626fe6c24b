package uk.nhs.rtec.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.event.FollowedHolder;
import uk.nhs.rtec.application.event.FollowedHolders;
import uk.nhs.rtec.application.event.HolderFollowing;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;

/**
 * Follows more holders, who came in bulk, than are followed at one time, by a node that is started anew in between, and hands every one of them
 * out, a thousand at a time. Of a hundred thousand, and in what time, tells the profile benchmark-subscriptions.
 */
interface FollowVolumeContract {

    int HOLDERS = 25_000;
    int IN_A_BATCH = 5_000;
    int IN_A_ROUND = 1_000;

    DatabaseUnderTest database();

    @Test
    default void everyHolderOfVeryManyIsFollowedAndHandedOutOnce() {
        register();
        FollowedHolders holders = new HibernateFollowedHolders(database().store());
        Instant now = NOON.plus(Duration.ofDays(1));
        assertThat(new HolderFollowing(holders, () -> now).follow()).isEqualTo(10 * IN_A_ROUND);
        HolderFollowing startedAnew = new HolderFollowing(holders, () -> now);
        while (holders.count(now).toSubscribe() < HOLDERS) {
            startedAnew.follow();
        }
        assertThat(new HolderFollowing(holders, () -> now).follow()).isZero();

        Set<NhsNumber> handedOut = new HashSet<>();
        for (int round = 0; round < HOLDERS / IN_A_ROUND; round++) {
            List<FollowedHolder> claimed = holders.claim(IN_A_ROUND, now, now.plusSeconds(60));
            claimed.forEach(holder -> assertThat(handedOut.add(holder.number()))
                    .as("handed out once")
                    .isTrue());
        }
        assertThat(handedOut).hasSize(HOLDERS);
        assertThat(holders.claim(IN_A_ROUND, now, now.plusSeconds(60))).isEmpty();
    }

    private void register() {
        CertificateStore store = new HibernateCertificateStore(database().store());
        for (int first = 0; first < HOLDERS; first += IN_A_BATCH) {
            List<RegisterEntry> batch = IntStream.range(first, first + IN_A_BATCH)
                    .mapToObj(i -> ExampleEntry.entry("V" + i)
                            .known(Examples.nhsNumber(i))
                            .taken())
                    .toList();
            assertThat(store.add(batch, Examples.AUTHORSHIP)).containsOnly(CertificateStore.Taken.ADDED);
        }
    }
}
