package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TimeOrderedIdsTest {

    private static final Instant MOMENT = Instant.parse("2026-02-03T09:15:00.123456Z");

    @Test
    void eachSortsAfterTheOneBeforeItWhereTheDatabaseComparesTheirBytes() {
        List<UUID> ids = ids(new TimeOrderedIds(MOMENT), 100_000);
        assertThat(ids).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.comparing(UUID::toString));
    }

    @Test
    void thoseOfALaterListSortAfterAllOfThis() {
        UUID last = ids(new TimeOrderedIds(MOMENT), 20_000).get(19_999);
        UUID first = new TimeOrderedIds(MOMENT.plusMillis(1)).next();
        assertThat(first.toString()).isGreaterThan(last.toString());
    }

    @Test
    void twoListsOfOneMomentShareNone() {
        List<UUID> ids = Stream.of(new TimeOrderedIds(MOMENT), new TimeOrderedIds(MOMENT))
                .flatMap(list -> ids(list, 20_000).stream())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void theyAreOfVersionSevenAndSayWhen() {
        UUID id = new TimeOrderedIds(MOMENT).next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(MOMENT.toEpochMilli());
    }

    private static List<UUID> ids(TimeOrderedIds list, int count) {
        return Stream.generate(list::next).limit(count).toList();
    }
}
