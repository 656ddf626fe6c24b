package uk.nhs.rtec.persistence.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.CertificateStore.Taken;
import uk.nhs.rtec.application.register.ExampleEntry;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** Takes very many entries in, ten thousand at a time, and then all of them again. Of a million, and in what time, tells the profile benchmark-import. */
interface RegisterVolumeContract {

    int ENTRIES = 20_000;
    int IN_A_BATCH = 10_000;

    DatabaseUnderTest database();

    @Test
    default void veryManyEntriesAreTakenInOnce() {
        CertificateStore store = new HibernateCertificateStore(database().store());
        addAll(store, Taken.ADDED);
        addAll(store, Taken.UNCHANGED);
    }

    private static void addAll(CertificateStore store, Taken expected) {
        for (int first = 0; first < ENTRIES; first += IN_A_BATCH) {
            assertThat(store.add(batch(first), Examples.AUTHORSHIP))
                    .hasSize(IN_A_BATCH)
                    .containsOnly(expected);
        }
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
