package uk.nhs.rtec.domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckIdTest {

    private static final Instant MOMENT = Instant.parse("2026-11-22T08:00:00.123Z");

    private final LongSupplier chance = new Random(7)::nextLong;

    @Test
    void aNameIsAUuidOfVersion7ThatBeginsWithItsMoment() {
        CheckId id = CheckId.madeAt(MOMENT, chance);

        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(MOMENT.toEpochMilli());
        assertThat(CheckId.parse(id.toString())).contains(id);
    }

    @Test
    void namesOfOneMomentDiffer() {
        assertThat(Stream.generate(() -> CheckId.madeAt(MOMENT, chance)).limit(1_000))
                .doesNotHaveDuplicates();
    }

    @Test
    void laterNamesSortBehindEarlierOnes() {
        Stream<String> names = Stream.iterate(MOMENT, moment -> moment.plusMillis(1))
                .limit(1_000)
                .map(moment -> CheckId.madeAt(moment, chance).toString());

        assertThat(names).isSorted();
    }
}
