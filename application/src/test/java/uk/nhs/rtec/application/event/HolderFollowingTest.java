package uk.nhs.rtec.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.nhsNumber;
import static uk.nhs.rtec.application.event.ExampleEvent.MARY;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HolderFollowingTest extends EventStory {

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
}
