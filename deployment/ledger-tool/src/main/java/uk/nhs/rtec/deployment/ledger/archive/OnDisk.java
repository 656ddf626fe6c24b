package uk.nhs.rtec.deployment.ledger.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that must be there after a loss of power. */
public final class OnDisk {

    private OnDisk() {}

    /** Returns when what was written to the file, or the names in the folder, cannot be lost any more. */
    public static void force(Path file) throws IOException {
        StandardOpenOption how = Files.isDirectory(file) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
