package uk.nhs.rtec.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GcLogTest {

    @Test
    void tellsTheMostThatIsLeftAfterSoManyCollections(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("gc.log");
        Files.writeString(file, """
                [0.012s][info][gc] Using G1
                [4.201s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 300M->120M(384M) 9.1ms
                [5.300s][info][gc] GC(1) Concurrent Mark Cycle
                [5.412s][info][gc] GC(1) Pause Remark 101M->99M(384M) 4.0ms
                [6.201s][info][gc] GC(2) Pause Young (Mixed) (G1 Evacuation Pause) 310M->80M(384M) 7.1ms
                """);
        GcLog log = new GcLog(file);

        assertThat(log.collections()).isEqualTo(3);
        assertThat(log.most(0)).isEqualTo(120);
        assertThat(log.most(1)).isEqualTo(99);
        assertThat(log.most(3)).isZero();
    }
}
