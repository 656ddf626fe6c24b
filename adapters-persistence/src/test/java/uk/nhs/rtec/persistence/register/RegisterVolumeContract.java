package uk.nhs.rtec.persistence.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** Takes a hundred thousand entries in, ten thousand at a time, and says how long that took; only the result must hold. */
interface RegisterVolumeContract {

    int ENTRIES = 100_000;
    int IN_A_BATCH = 10_000;

    DatabaseUnderTest database();

    @Test
    default void aHundredThousandEntriesAreTakenInOnce() {
        CertificateStore store = new HibernateCertificateStore(database().store());
        addAll(store, Taken.ADDED, "added");
        addAll(store, Taken.UNCHANGED, "seen again");
    }

    private void addAll(CertificateStore store, Taken expected, String what) {
        Duration took = Duration.ZERO;
        for (int first = 0; first < ENTRIES; first += IN_A_BATCH) {
            List<RegisterEntry> batch = batch(first);
            long start = System.nanoTime();
            List<Taken> taken = store.add(batch, Examples.AUTHORSHIP);
            took = took.plusNanos(System.nanoTime() - start);
            assertThat(taken).hasSize(IN_A_BATCH).containsOnly(expected);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d entries %s in %d ms, %,d a second%n",
                getClass().getSimpleName(),
                ENTRIES,
                what,
                took.toMillis(),
                ENTRIES * 1_000L / took.toMillis());
    }

    private static List<RegisterEntry> batch(int first) {
        return IntStream.range(first, first + IN_A_BATCH)
                .mapToObj(i -> {
                    ExampleEntry entry = ExampleEntry.entry("V" + i).surnamed("Person " + letters(i));
                    return i % 3 == 0 ? entry.withoutNumber() : entry.known(Examples.nhsNumber(i));
                })
                .map(ExampleEntry::taken)
                .toList();
    }

    /** The digits of a number as letters, since a surname has none. */
    private static String letters(int number) {
        return String.valueOf(number)
                .chars()
                .map(digit -> 'A' + digit - '0')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
