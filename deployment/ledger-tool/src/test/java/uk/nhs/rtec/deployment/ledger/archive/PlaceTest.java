package uk.nhs.rtec.deployment.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.domain.proof.Evidence;

final class PlaceTest {

    /** Sizes around those subtrees of which only the root is held, and places at their edges. */
    @Test
    void aCheckIsProvedInALogOfAnySize(@TempDir Path folder) throws Exception {
        for (int size : List.of(1, 2, 255, 256, 257, 511, 512, 600, 1_024)) {
            int[] sizes = new int[size];
            Arrays.fill(sizes, 1);
            sizes[size / 2] = 3;
            SampleLedger ledger = SampleLedger.of(sizes);
            MonthArchive archive = inFolder(ledger, folder.resolve("of" + size));
            for (int batch : List.of(0, size / 2, Math.min(255, size - 1), Math.min(256, size - 1), size - 1)) {
                Evidence wanted = ledger.evidence(batch, sizes[batch] - 1);
                List<Finding> findings = new ArrayList<>();
                Place place = archive.find(new UUID(batch, sizes[batch] - 1), findings::add)
                        .orElseThrow();
                assertThat(place.evidence(wanted.patient()))
                        .as("batch %s of %s", batch, size)
                        .isEqualTo(wanted);
                assertThat(findings).isEmpty();
            }
        }
    }

    @Test
    void aCheckThatIsNotThereIsNotFound(@TempDir Path folder) throws Exception {
        MonthArchive archive = inFolder(SampleLedger.of(3, 2), folder);
        assertThat(archive.find(new UUID(7, 7), finding -> {})).isEmpty();
    }

    @Test
    void aCheckWhoseBatchIsInNoLogIsNotProved(@TempDir Path folder) throws Exception {
        SampleLedger.of(3, 2).archive(folder);
        ArchiveFolder files = new ArchiveFolder(folder);
        files.change(ArchiveFolder.LOG, lines -> lines.remove(2));
        files.coverUp();
        assertThat(MonthArchive.in(folder).find(new UUID(1, 1), finding -> {})).isEmpty();
    }

    private static MonthArchive inFolder(SampleLedger ledger, Path folder) throws Exception {
        ledger.archive(folder);
        return MonthArchive.in(folder);
    }
}
