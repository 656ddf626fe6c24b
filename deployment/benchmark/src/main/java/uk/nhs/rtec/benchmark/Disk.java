package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What the database's disk is, since a durable write costs what it costs there.
 *
 * @param type of its file system
 * @param fsyncMicros the median of writing 8 KiB through to it
 */
record Disk(String type, long fsyncMicros) {

    private static final int WRITES = 200;
    private static final int PAGE = 8_192;

    /** The disk of that folder. */
    static Disk of(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", ".probe");
        long[] took = new long[WRITES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                channel.write(ByteBuffer.allocate(PAGE), (long) i * PAGE);
                long start = System.nanoTime();
                channel.force(false);
                took[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(took);
        return new Disk(Files.getFileStore(folder).type(), took[WRITES / 2] / 1_000);
    }
}
