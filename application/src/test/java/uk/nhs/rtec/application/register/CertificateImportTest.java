package uk.nhs.rtec.application.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static uk.nhs.rtec.application.Examples.REGISTER_OFFICER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.exemption.RegisterEntry;

final class CertificateImportTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-03T09:15:00Z"));

    private final List<Integer> batches = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(importing(CertificateImportTest::added, new Lines(0))).isEqualTo(new ImportSummary(0, 0, 0));
        assertThat(batches).isEmpty();
    }

    @ParameterizedTest(name = "{0} lines: {1} batches, the last of {2}")
    @CsvSource({"1, 1, 1", "9999, 1, 9999", "10000, 1, 10000", "10001, 2, 1", "20000, 2, 10000", "25000, 3, 5000"})
    void linesAreStoredTenThousandAtATime(int lines, int stored, int last) {
        ImportSummary summary = importing(CertificateImportTest::added, new Lines(lines));

        assertThat(summary).isEqualTo(new ImportSummary(lines, lines, 0));
        assertThat(batches).hasSize(stored).last().isEqualTo(last);
        assertThat(batches.subList(0, stored - 1)).allMatch(size -> size == 10_000);
        assertThat(refusals).isEmpty();
    }

    @Test
    void noMoreIsReadThanTheBatchThatIsStoredNeeds() {
        Lines lines = new Lines(1_000_000);
        List<Integer> readSoFar = new ArrayList<>();
        RegisterUnavailable enough = new RegisterUnavailable("enough", new IllegalStateException());

        assertThatExceptionOfType(RegisterUnavailable.class)
                .isThrownBy(() -> importing(
                        (entries, by) -> {
                            readSoFar.add(lines.read);
                            if (readSoFar.size() == 3) {
                                throw enough;
                            }
                            return added(entries, by);
                        },
                        lines))
                .isSameAs(enough);

        assertThat(readSoFar).containsExactly(10_000, 20_000, 30_000);
        assertThat(lines.read).isEqualTo(30_000);
    }

    @Test
    void aStoreThatFailsEndsTheImportAndWhatWasStoredStays() {
        RegisterUnavailable failure = new RegisterUnavailable("no room", new IllegalStateException());

        assertThatExceptionOfType(RegisterUnavailable.class)
                .isThrownBy(() -> importing(
                        (entries, by) -> {
                            if (batches.size() == 2) {
                                throw failure;
                            }
                            return added(entries, by);
                        },
                        new Lines(50_000)))
                .isSameAs(failure);
        assertThat(batches).containsExactly(10_000, 10_000);
    }

    @Test
    void aFaultyLineIsReportedAndTheOthersAreStored() {
        Lines lines = new Lines(3, number -> number == 3 ? faulty(number) : good(number));

        ImportSummary summary = importing(CertificateImportTest::added, lines);

        assertThat(summary).isEqualTo(new ImportSummary(3, 2, 0));
        assertThat(refusals)
                .containsExactlyInAnyOrder(
                        new Refusal(3, RegisterColumn.NHS_NUMBER, "is not an NHS number"),
                        new Refusal(3, RegisterColumn.SURNAME, "is not a surname"),
                        new Refusal(3, RegisterColumn.POSTCODE, "is missing"));
        assertThat(refusals.toString()).doesNotContain("9434765910", "P4rker");
    }

    @Test
    void faultyLinesCountTowardsABatchSoThatNoFileIsReadWholeBeforeItIsStored() {
        Lines lines = new Lines(20_000, number -> number % 2 == 0 ? faulty(number) : good(number));

        ImportSummary summary = importing(CertificateImportTest::added, lines);

        assertThat(summary).isEqualTo(new ImportSummary(20_000, 10_000, 0));
        assertThat(batches).containsExactly(5_000, 5_000);
    }

    @ParameterizedTest(name = "{0}: {1} accepted, {2} unchanged, refused for {3}")
    @CsvSource({
        "ADDED,           1, 0,",
        "UNCHANGED,       0, 1,",
        "OTHER_CATEGORY,  0, 0, CATEGORY",
        "OTHER_FIRST_DAY, 0, 0, VALID_FROM",
        "OTHER_LAST_DAY,  0, 0, VALID_TO"
    })
    void whatBecameOfALineIsCountedOrReported(
            CertificateStore.Taken taken, long accepted, long unchanged, @Nullable RegisterColumn column) {
        ImportSummary summary = importing((entries, by) -> List.of(taken), new Lines(1));

        assertThat(summary).isEqualTo(new ImportSummary(1, accepted, unchanged));
        assertThat(refusals)
                .isEqualTo(
                        column == null
                                ? List.of()
                                : List.of(new Refusal(2, column, "is not what the register has for this certificate")));
    }

    @Test
    void aConflictIsReportedWithTheNumberOfItsOwnLineThoughFaultyLinesStandBeforeIt() {
        Lines lines = new Lines(4, number -> number <= 3 ? faulty(number) : good(number));

        importing((entries, by) -> List.of(CertificateStore.Taken.ADDED, CertificateStore.Taken.OTHER_CATEGORY), lines);

        assertThat(refusals)
                .contains(new Refusal(5, RegisterColumn.CATEGORY, "is not what the register has for this certificate"));
    }

    @Test
    void todayIsThatOfEngland() {
        InstantSource summerNight = InstantSource.fixed(Instant.parse("2026-07-01T23:30:00Z"));
        RegisterLine bornOnTheSecond = with(good(2), RegisterColumn.DATE_OF_BIRTH, "2026-07-02");

        ImportSummary summary = new CertificateImport(CertificateImportTest::added, summerNight)
                .importLines(REGISTER_OFFICER, List.of(bornOnTheSecond).iterator(), refusals::add);

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(refusals).isEmpty();
    }

    private ImportSummary importing(CertificateStore store, Iterator<RegisterLine> lines) {
        CertificateStore counting = (entries, by) -> {
            assertThat(by).isEqualTo(new Authorship(REGISTER_OFFICER, CLOCK.instant()));
            List<CertificateStore.Taken> taken = store.add(entries, by);
            batches.add(entries.size());
            return taken;
        };
        return new CertificateImport(counting, CLOCK).importLines(REGISTER_OFFICER, lines, refusals::add);
    }

    private static List<CertificateStore.Taken> added(List<RegisterEntry> entries, Authorship by) {
        return Collections.nCopies(entries.size(), CertificateStore.Taken.ADDED);
    }

    private static RegisterLine good(int number) {
        return new RegisterLine(
                number,
                Map.of(
                        RegisterColumn.CERTIFICATE_NUMBER, "C-" + number,
                        RegisterColumn.CATEGORY, "0006",
                        RegisterColumn.VALID_FROM, "2025-08-01",
                        RegisterColumn.VALID_TO, "2026-07-31",
                        RegisterColumn.RELATIONSHIP, "holder",
                        RegisterColumn.SURNAME, "Parker",
                        RegisterColumn.DATE_OF_BIRTH, "1985-06-15",
                        RegisterColumn.POSTCODE, "NE3 2JH"));
    }

    private static RegisterLine faulty(int number) {
        return with(
                with(with(good(number), RegisterColumn.NHS_NUMBER, "9434765910"), RegisterColumn.SURNAME, "P4rker"),
                RegisterColumn.POSTCODE,
                "");
    }

    private static RegisterLine with(RegisterLine line, RegisterColumn column, String text) {
        Map<RegisterColumn, String> texts = new EnumMap<>(line.texts());
        texts.put(column, text);
        return new RegisterLine(line.number(), texts);
    }

    /** Lines of a file that are made as they are read; the first after the header is line 2. */
    private static final class Lines implements Iterator<RegisterLine> {

        private final int count;
        private final IntFunction<RegisterLine> made;
        private int read;

        Lines(int count) {
            this(count, CertificateImportTest::good);
        }

        Lines(int count, IntFunction<RegisterLine> made) {
            this.count = count;
            this.made = made;
        }

        @Override
        public boolean hasNext() {
            return read < count;
        }

        @Override
        public RegisterLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            read++;
            return made.apply(read + 1);
        }
    }
}
