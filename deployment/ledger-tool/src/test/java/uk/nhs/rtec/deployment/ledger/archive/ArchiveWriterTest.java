package uk.nhs.rtec.deployment.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Hash;

final class ArchiveWriterTest {

    private static final BatchHeader BATCH =
            new BatchHeader("rtec1", 1, SampleLedger.MONTH, Hash.NONE, Hash.NONE, 1, Examples.NOON);

    /** What is sealed, and the wrapped keys, are for nobody who merely has an account on the machine. */
    @Test
    void nobodyElseMayReadAnArchive(@TempDir Path folder) throws Exception {
        Path archive = folder.resolve("years/2026-06");
        SampleLedger.of(1).archive(archive);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(archive)) {
            assertThat(files.toList()).hasSize(6).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    /** The columns that docs/ledger-format.md names. */
    @Test
    void theFilesOfAnArchiveHaveTheseColumns(@TempDir Path folder) throws IOException {
        SampleLedger.of(1).archive(folder);
        ArchiveFolder archive = new ArchiveFolder(folder);

        assertThat(archive.lines(ArchiveFolder.CHECKS).get(0))
                .isEqualTo("node,batch_number,position,id,asked_at,answered_at,ods_code,user_id,asid,request_id,"
                        + "prescription_id,patient_trace,patient_silence,patient_traced_at,prescription_trace,"
                        + "prescription_silence,tracked_state,tracked_origin,register_silence,outcome,category_code,"
                        + "disclosed_code,not_checked_reason,undetermined_source,undetermined_silence,"
                        + "stated_number_hash,traced_number_hash,person_hash,patient_root,sealed,postcode_hash");
        assertThat(archive.lines(ArchiveFolder.BATCHES).get(0))
                .isEqualTo("node,number,month,previous_hash,root,size,written_at,hash");
        assertThat(archive.lines(ArchiveFolder.LOG).get(0)).isEqualTo("index,node,number,batch_hash");
    }

    @Test
    void theSameMonthMakesTheSameBytes(@TempDir Path folder) throws IOException {
        SampleLedger.of(3, 2).archive(folder.resolve("one"));
        SampleLedger.of(3, 2).archive(folder.resolve("another"));

        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            assertThat(files).hasSize(6).allSatisfy(file -> assertThat(file)
                    .hasSameBinaryContentAs(folder.resolve("another").resolve(file.getFileName())));
        }
    }

    @Test
    void nothingIsWrittenOver(@TempDir Path folder) throws IOException {
        SampleLedger.of(1).archive(folder);

        assertThatThrownBy(() -> SampleLedger.of(1).archive(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatWasNotFinishedIsNoArchive(@TempDir Path folder) throws IOException {
        try (ArchiveWriter archive = new ArchiveWriter(folder, SampleLedger.NAME, SampleLedger.MONTH)) {
            archive.batch(BATCH);
        }

        assertThatThrownBy(() -> MonthArchive.in(folder)).isInstanceOf(Unusable.class);
    }

    @Test
    void aCheckStandsInABatch(@TempDir Path folder) throws IOException {
        try (ArchiveWriter archive = new ArchiveWriter(folder, SampleLedger.NAME, SampleLedger.MONTH)) {
            assertThatThrownBy(() -> archive.check(new ClearFields(Map.of()), Bytes.of(), Optional.empty()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\"b", "a\nb", "a b", "é"})
    void aValueThatWouldNeedAQuoteIsRefused(String value, @TempDir Path folder) throws IOException {
        ClearFields check = new ClearFields(Map.of(ClearField.ODS_CODE, Bytes.ofText(value)));
        try (ArchiveWriter archive = new ArchiveWriter(folder, SampleLedger.NAME, SampleLedger.MONTH)) {
            archive.batch(BATCH);

            assertThatThrownBy(() -> archive.check(check, Bytes.of(), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(value);
        }
    }
}
